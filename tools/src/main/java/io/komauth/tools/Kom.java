package io.komauth.tools;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.komauth.tools.admin.LoginOptions;
import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Output;
import io.komauth.tools.keys.Sm2KeyCommand;
import io.komauth.tools.realm.ProtectCommand;
import io.komauth.tools.realm.TakeOutCommand;
import io.komauth.tools.realm.TenantCommand;
import io.komauth.tools.trial.TrialCommand;
import io.komauth.tools.trial.TrialExportCommand;
import io.komauth.tools.trial.TrialOdditiesCommand;
import io.komauth.tools.users.ConvertCommand;
import io.komauth.tools.users.LoadCommand;
import io.komauth.tools.users.StrandedCommand;
import io.komauth.tools.users.UsersCommand;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;

/** The command-line program: protects realms, makes tenants and their keys, moves users in, and takes the JAR out of realms. */
@Command(name = "kom", description = "Protects realms with captchas, makes tenants of "
        + "Kom Auth and their keys, moves users in, and takes the JAR out of realms.")
public final class Kom {

    private static final int WIDTH = 110;
    /** What Java makes of an argument in characters that the language of the process does not have. */
    private static final String LOST_CHARACTER = "\ufffd";

    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    Kom(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = Map.copyOf(environment);
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, utf8(FileDescriptor.out), utf8(FileDescriptor.err), System.getenv()));
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        OutputStream stream = new FileOutputStream(descriptor);
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }

    /**
     * Runs a command in this process.
     *
     * @param arguments   the command and its options, such as {@code users}, {@code load}, {@code --delta}, a folder
     * @param environment variables such as {@code KOM_PASSWORD}
     * @return an {@link ExitCode}
     */
    public static int run(String[] arguments, PrintStream out, PrintStream err, Map<String, String> environment) {
        int exitCode = new Kom(out, err, environment).execute(arguments);
        out.flush();
        err.flush();
        return exitCode;
    }

    private int execute(String... arguments) {
        for (String argument : arguments) {
            if (argument.contains(LOST_CHARACTER)) {
                return ended(Failure.usage("An argument has characters that the language of this process does not have: "
                        + argument + ". Set LC_ALL=C.UTF-8."));
            }
        }
        return commands().execute(arguments);
    }

    /** The program with all its commands, as they are parsed and run. */
    CommandLine commands() {
        CommandLine users = new CommandLine(new UsersCommand())
                .addSubcommand(new ConvertCommand(output()))
                .addSubcommand(new LoadCommand(output(), login()))
                .addSubcommand(new StrandedCommand(output(), login()));
        CommandLine trial = new CommandLine(new TrialCommand(out, err, Kom::run))
                .addSubcommand(new TrialExportCommand())
                .addSubcommand(new TrialOdditiesCommand(out));
        CommandLine kom = new CommandLine(this)
                .addSubcommand(new ProtectCommand(output(), login()))
                .addSubcommand(new TenantCommand(output(), login()))
                .addSubcommand(users)
                .addSubcommand(new TakeOutCommand(output(), login()))
                .addSubcommand(new Sm2KeyCommand(output()))
                .addSubcommand(trial);
        describe(kom);
        return kom.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((problem, arguments) -> wrongArguments(problem))
                .setExecutionExceptionHandler((failure, command, parsed) -> ended(failure));
    }

    private Output output() {
        return new Output(out, err);
    }

    private LoginOptions login() {
        return new LoginOptions(environment);
    }

    /** All commands have --help, and say there what they end with. */
    private static void describe(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().mixinStandardHelpOptions(true).usageMessage();
        usage.width(WIDTH).sortOptions(false).exitCodeListHeading("Exit codes:%n");
        usage.exitCodeList(Arrays.stream(ExitCode.values()).collect(Collectors.toMap(code -> Integer.toString(code.code()),
                ExitCode::meaning, (one, other) -> one, LinkedHashMap::new)));
        command.getCommandSpec().version("kom " + version());
        command.getSubcommands().values().forEach(Kom::describe);
    }

    private static String version() {
        String version = Kom.class.getPackage().getImplementationVersion();
        return version == null ? "of this build" : version;
    }

    private int wrongArguments(ParameterException problem) {
        err.println(problem.getMessage());
        err.println("Try: " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.code();
    }

    private int ended(Exception failure) {
        if (failure instanceof Failure foreseen) {
            err.println(Output.printable(foreseen.getMessage()));
            return foreseen.exitCode().code();
        }
        if (failure instanceof FileSystemException file) {
            err.println(Failure.file(file.getFile(), file).getMessage());
            return ExitCode.USAGE.code();
        }
        failure.printStackTrace(err);
        return ExitCode.FAULT.code();
    }
}
