package io.komauth.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in Markdown, line by line. */
public final class Table {

    private final List<String> lines = new ArrayList<>();

    public Table(String... headings) {
        row((Object[]) headings);
        lines.add(Stream.of(headings).map(heading -> "---").collect(Collectors.joining("|", "|", "|")));
    }

    public Table row(Object... cells) {
        lines.add(Stream.of(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |")));
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
