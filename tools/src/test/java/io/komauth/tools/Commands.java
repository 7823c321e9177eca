package io.komauth.tools;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine;

/** The commands that kom has, by what the program itself says of them. */
final class Commands {

    private Commands() {
    }

    /** A program that prints nowhere. */
    static CommandLine kom() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Kom(nowhere, nowhere, Map.of()).commands();
    }

    /** All commands that do something, as they are typed after {@code kom}. */
    static List<CommandLine> all() {
        return below(kom()).filter(command -> command.getCommand() instanceof Callable).toList();
    }

    /** @return such as {@code users load} */
    static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().substring("kom ".length());
    }

    static boolean logsIn(CommandLine command) {
        return command.getCommandSpec().findOption("--server") != null;
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return command.getSubcommands().values().stream().flatMap(each -> Stream.concat(Stream.of(each), below(each)));
    }
}
