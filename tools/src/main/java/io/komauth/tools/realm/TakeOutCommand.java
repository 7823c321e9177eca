package io.komauth.tools.realm;

import java.util.List;
import java.util.concurrent.Callable;

import io.komauth.tools.admin.LoginOptions;
import io.komauth.tools.admin.Realm;
import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kom take-out}. */
@Command(name = "take-out", description = {"Takes out of a realm what refers to the JAR, so that the realm works without it.",
        "What kom protect has done is undone. Steps of flows give way to Keycloak's own or go; so do the shared signature, the mapper, "
        + "the tab's component, the theme, and the realm's attributes of the JAR. The password policy must name another algorithm "
        + "already. It says what it changes, then reads all back, and ends with 1 if anything is left. Run again, it says that there "
        + "is nothing to remove."})
public final class TakeOutCommand implements Callable<Integer> {

    @Mixin
    private final Output output;

    @Mixin
    private final LoginOptions login;

    @Option(names = "--dry-run", description = "Say what would be changed, and change nothing.")
    private boolean dryRun;

    @Option(names = "--check", description = "Only say what is left, also when the JAR is gone. Ends with 1 if anything is.")
    private boolean check;

    @Parameters(paramLabel = "REALM", description = "The realm's name.")
    private String realm;

    public TakeOutCommand(Output output, LoginOptions login) {
        this.output = output;
        this.login = login;
    }

    @Override
    public Integer call() {
        if (check && dryRun) {
            throw Failure.usage("--check changes nothing: leave out --dry-run");
        }
        Realm left = login.connect().realm(Realm.checkName(realm));
        Changes changes = new Changes(realm, dryRun, output);
        if (!check) {
            new TakeOut(left, changes).run();
        }
        if (dryRun) {
            return ExitCode.DONE.code();
        }
        List<String> remnants = Remnants.of(left);
        remnants.forEach(remnant -> output.message(Output.printable(realm + ": still there: " + remnant)));
        if (remnants.isEmpty()) {
            output.message(realm + (changes.isEmpty() ? ": nothing to remove" : ": nothing of the JAR is left"));
        }
        return (remnants.isEmpty() ? ExitCode.DONE : ExitCode.REJECTED).code();
    }
}
