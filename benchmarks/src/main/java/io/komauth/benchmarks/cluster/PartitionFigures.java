package io.komauth.benchmarks.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.komauth.benchmarks.Table;

/** What was found of two nodes that were cut off from each other, in rows of which each gets its cells one after the other. */
final class PartitionFigures {

    private final String name;
    private final Map<String, List<String>> offers = new LinkedHashMap<>();
    private final Map<String, List<String>> checked = new LinkedHashMap<>();
    private final Map<String, List<String>> forgotten = new LinkedHashMap<>();
    private final Map<String, Double> times = new LinkedHashMap<>();

    /** @param name what the nodes have in common */
    PartitionFigures(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Adds how many things of a kind were good on both nodes. */
    void offered(String kind, Object counts) {
        add(offers, kind, counts);
    }

    /** Adds how many passwords were checked of a user who may fail {@link FailureLimit#FAILURES} times. */
    void checked(String limit, String count) {
        add(checked, limit, count);
    }

    /** Adds how much of what one half knew is unknown when both are together again. */
    void forgotten(String what, long count, int all) {
        add(forgotten, what, count + " of " + all);
    }

    /** @param at seconds since the users began */
    void happened(String event, double at) {
        times.put(event, at);
    }

    double time(String event) {
        return times.get(event);
    }

    Map<String, Double> times() {
        return times;
    }

    private static void add(Map<String, List<String>> rows, String row, Object cell) {
        rows.computeIfAbsent(row, key -> new ArrayList<>()).add(cell.toString());
    }

    static Table offers(List<PartitionFigures> all) {
        return table(all, figures -> figures.offers, "good on both nodes", "before the cut", "cut, not noticed yet", "cut",
                "afterwards");
    }

    static Table checked(List<PartitionFigures> all) {
        return table(all, figures -> figures.checked, "passwords checked, of " + FailureLimit.FAILURES + " allowed",
                "before the cut", "cut", "afterwards");
    }

    static Table forgotten(List<PartitionFigures> all) {
        return table(all, figures -> figures.forgotten, "known to one half while cut off, forgotten afterwards",
                "of the half that was ready", "of the other half");
    }

    static Table times(List<PartitionFigures> all) {
        Table table = new Table("seconds", "from the cut until both nodes noticed", "until the proxy used one half alone",
                "from the end of the cut until the nodes were together", "until both were ready");
        for (PartitionFigures figures : all) {
            table.row(figures.name, figures.between(PartitionRun.CUT, PartitionRun.NOTICED),
                    figures.between(PartitionRun.CUT, PartitionRun.ONE_HALF),
                    figures.between(PartitionRun.HEALED, PartitionRun.MERGED),
                    figures.between(PartitionRun.HEALED, PartitionRun.BOTH_READY));
        }
        return table;
    }

    private String between(String begin, String end) {
        return "%.0f".formatted(times.get(end) - times.get(begin));
    }

    private static Table table(List<PartitionFigures> all, Function<PartitionFigures, Map<String, List<String>>> rows,
            String... headings) {
        Table table = new Table(headings);
        for (PartitionFigures figures : all) {
            rows.apply(figures).forEach((row, cells) -> table.row(
                    Stream.concat(Stream.of(figures.name + ": " + row), cells.stream()).toArray()));
        }
        return table;
    }
}
