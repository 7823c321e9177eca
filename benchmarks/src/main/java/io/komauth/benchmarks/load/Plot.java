package io.komauth.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.komauth.benchmarks.BenchmarksPage;

/** A picture of figures over a number, as SVG with text that can be read and searched. Both axes begin at 0. */
public final class Plot {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 80;
    private static final int BOTTOM = 55;
    /** Told apart also by people who do not see all colours. */
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7");

    private final String title;
    private final String across;
    private final String up;
    private final List<Series> series = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    /** @param across what the numbers below the picture count, and {@code up} those at its side */
    public Plot(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    public Plot line(String name, List<Point> points) {
        series.add(new Series(name, points, true));
        return this;
    }

    public Plot dots(String name, List<Point> points) {
        series.add(new Series(name, points, false));
        return this;
    }

    /** A line from the top to the bottom, where something has happened. */
    public Plot mark(double x, String what) {
        marks.add(new Mark(x, what));
        return this;
    }

    /** @return how the page of the docs shows it */
    public String writeInto(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(name), svg());
        return "![" + title + "](images/" + name + ")";
    }

    /** @return where pictures belong: with the docs, or for a quick look where nothing is kept */
    public static Path folder(boolean quickLook) {
        return quickLook ? Path.of(System.getProperty("java.io.tmpdir")) : BenchmarksPage.docs().resolve("images");
    }

    private String svg() {
        double maxX = Ticks.end(points().mapToDouble(Point::x).max().orElse(1));
        double maxY = Ticks.end(points().mapToDouble(Point::y).max().orElse(1));
        StringBuilder svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" font-family="sans-serif" font-size="14">
                <title>%3$s</title>
                <rect width="%1$d" height="%2$d" fill="white"/>
                <text x="%4$d" y="28" font-size="17">%3$s</text>
                """.formatted(WIDTH, HEIGHT, title, LEFT));
        for (double x : Ticks.of(maxX)) {
            svg.append(line(x(x, maxX), TOP, x(x, maxX), HEIGHT - BOTTOM, "#ddd", ""))
                    .append(text(x(x, maxX), HEIGHT - BOTTOM + 20, "middle", Ticks.label(x, maxX)));
        }
        for (double y : Ticks.of(maxY)) {
            svg.append(line(LEFT, y(y, maxY), WIDTH - RIGHT, y(y, maxY), "#ddd", ""))
                    .append(text(LEFT - 8, y(y, maxY) + 5, "end", Ticks.label(y, maxY)));
        }
        svg.append(text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", across));
        svg.append("<text x=\"18\" y=\"%1$s\" text-anchor=\"middle\" transform=\"rotate(-90 18 %1$s)\">%2$s</text>\n"
                .formatted(number((TOP + HEIGHT - BOTTOM) / 2.0), up));
        for (int i = 0; i < marks.size(); i++) {
            double x = x(marks.get(i).x, maxX);
            svg.append(line(x, TOP, x, HEIGHT - BOTTOM, "#555", " stroke-dasharray=\"4 3\""))
                    .append(x > WIDTH * 0.8 ? text(x - 5, TOP + 15 + i % 3 * 17, "end", marks.get(i).what)
                            : text(x + 5, TOP + 15 + i % 3 * 17, "start", marks.get(i).what));
        }
        int legend = LEFT;
        for (int i = 0; i < series.size(); i++) {
            String colour = COLOURS.get(i % COLOURS.size());
            svg.append(series.get(i).line ? path(series.get(i), colour, maxX, maxY)
                    : circles(series.get(i), colour, maxX, maxY));
            svg.append("<rect x=\"%d\" y=\"48\" width=\"14\" height=\"14\" fill=\"%s\"/>\n".formatted(legend, colour))
                    .append(text(legend + 20, 60, "start", series.get(i).name));
            legend += 45 + 7 * series.get(i).name.length();
        }
        return svg.append("</svg>\n").toString();
    }

    private Stream<Point> points() {
        return series.stream().flatMap(of -> of.points.stream());
    }

    private static String path(Series series, String colour, double maxX, double maxY) {
        return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>\n".formatted(colour,
                series.points.stream().map(point -> number(x(point.x, maxX)) + "," + number(y(point.y, maxY)))
                        .collect(Collectors.joining(" ")))
                + (series.points.size() > 20 ? "" : circles(series, colour, maxX, maxY));
    }

    private static String circles(Series series, String colour, double maxX, double maxY) {
        return series.points.stream().map(point -> "<circle cx=\"%s\" cy=\"%s\" r=\"2.5\" fill=\"%s\"/>\n".formatted(
                number(x(point.x, maxX)), number(y(point.y, maxY)), colour)).collect(Collectors.joining());
    }

    private static String line(double x1, double y1, double x2, double y2, String colour, String more) {
        return "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\"%s/>\n".formatted(number(x1), number(y1),
                number(x2), number(y2), colour, more);
    }

    private static String text(double x, double y, String anchor, String text) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n".formatted(number(x), number(y), anchor, text);
    }

    private static double x(double value, double max) {
        return LEFT + value / max * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double max) {
        return HEIGHT - BOTTOM - value / max * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        return "%.1f".formatted(value);
    }

    /** A figure, and of what. */
    public record Point(double x, double y) {
    }

    private record Series(String name, List<Point> points, boolean line) {

        /** Names may be those of a table on the page, where code is marked as such. */
        Series {
            name = name.replace("`", "");
        }
    }

    private record Mark(double x, String what) {
    }
}
