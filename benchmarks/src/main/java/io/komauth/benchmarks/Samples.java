package io.komauth.benchmarks;

import java.util.List;

/**
 * The same figure of several rounds.
 *
 * @param figures in ascending order, at least one
 */
public record Samples(List<Double> figures) {

    public Samples {
        figures = figures.stream().sorted().toList();
    }

    public double median() {
        int middle = figures.size() / 2;
        return figures.size() % 2 == 1 ? figures.get(middle) : (figures.get(middle - 1) + figures.get(middle)) / 2;
    }

    /** @return the least of the figures that so many of a hundred do not exceed */
    public double percentile(int percent) {
        return figures.get((int) Math.ceil(figures.size() * percent / 100.0) - 1);
    }

    /** @return the median, and from where to where the figures go, such as {@code 0.98 (0.96–1.01)} */
    public String with(int decimals) {
        String number = "%." + decimals + "f";
        return (number + " (" + number + "–" + number + ")").formatted(median(), figures.get(0),
                figures.get(figures.size() - 1));
    }
}
