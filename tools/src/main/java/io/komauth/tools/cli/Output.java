package io.komauth.tools.cli;

import java.io.PrintStream;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Option;

/** Where a command prints: results to standard output, as text or as JSON; messages and progress to standard error. */
public final class Output {

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--json", description = "Print results as JSON, one object a line.")
    private boolean json;

    public Output(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Prints a result in the form that was asked for. */
    public void result(String text, JsonNode object) {
        out.println(json ? Json.write(object) : text);
    }

    /** Prints one result: some lines for people, or one object. */
    public void results(Iterable<String> lines, JsonNode object) {
        if (json) {
            out.println(Json.write(object));
        } else {
            lines.forEach(out::println);
        }
    }

    /** A count that comes after the results: with {@code --json} the last of them, else a message. */
    public void summary(String text, JsonNode object) {
        if (json) {
            result(text, object);
        } else {
            message(text);
        }
    }

    public void message(String text) {
        err.println(text);
    }

    public Progress progress() {
        return new Progress(err);
    }

    /** The text with a question mark in place of each character that would break a line, or hide others, on a terminal. */
    public static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
