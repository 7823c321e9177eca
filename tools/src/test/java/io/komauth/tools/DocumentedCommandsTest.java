package io.komauth.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;

/** What the docs show is what the program takes. That it also does what they say is tested with a server, in the other module. */
class DocumentedCommandsTest {

    private static final Path PROJECT = Path.of("..");
    /** On a line of a code block, or between backquotes. */
    private static final Pattern COMMAND = Pattern.compile("(^ {4,}|^|`)(?:tools/)?kom ([a-z][^`\\n]*)", Pattern.MULTILINE);
    private static final String IN_A_SENTENCE = ", in a sentence: ";
    private static final Pattern VARIABLE = Pattern.compile("\\bKOM_[A-Z_]+");

    static List<String> commands() throws IOException {
        try (Stream<Path> pages = pages()) {
            return pages.flatMap(page -> COMMAND.matcher(text(page)).results().map(command -> page.getFileName()
                    + (command.group(1).equals("`") ? IN_A_SENTENCE : ": ") + command.group(2).strip())).distinct().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandOfTheDocsIsTakenAsItStandsThere(String documented) {
        String[] arguments = documented.substring(documented.indexOf(": ") + 2).replace("\"", "").split(" +");
        CommandLine kom = Commands.kom();

        try {
            assertThat(kom.parseArgs(arguments).hasSubcommand()).isTrue();
        } catch (MissingParameterException named) {
            // a sentence may name a command, or an option of it, without what it needs
            assertThat(documented).contains(IN_A_SENTENCE);
        }
    }

    @Test
    void eachCommandIsInTheDocs() throws IOException {
        List<String> documented = commands();

        assertThat(Commands.all()).extracting(Commands::name).filteredOn(name -> !name.equals("trial export"))
                .allSatisfy(name -> assertThat(documented).anyMatch(command -> command.contains(": " + name)));
    }

    @Test
    void eachVariableOfTheDocsIsOneThatACommandReads() throws IOException {
        Set<String> known = new TreeSet<>(variables(text(PROJECT.resolve("docker-compose.yml"))));
        known.addAll(List.of("KOM_OPTS", "KOM_TEST_SUPPORT"));
        Commands.all().forEach(command -> known.addAll(variables(command.getUsageMessage(CommandLine.Help.Ansi.OFF))));
        Set<String> named = new TreeSet<>();
        try (Stream<Path> pages = pages()) {
            pages.forEach(page -> named.addAll(variables(text(page))));
        }

        assertThat(named).contains("KOM_SERVER", "KOM_PASSWORD");
        assertThat(known).containsAll(named);
    }

    private static Set<String> variables(String text) {
        return VARIABLE.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Stream<Path> pages() throws IOException {
        return Stream.concat(Stream.of("README.md", "README.zh-CN.md").map(PROJECT::resolve), Files.list(PROJECT.resolve("docs"))
                .filter(page -> page.toString().endsWith(".md")));
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
