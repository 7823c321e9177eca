package io.komauth.benchmarks;

import java.util.List;

/** One chapter of docs/benchmarks.md. */
public interface Benchmark {

    /**
     * Measures.
     *
     * @param arguments in place of the usual numbers, for a quick look; empty for those that the page shows
     * @return what the page says: tables with the words between them, in Markdown
     */
    String run(List<String> arguments) throws Exception;
}
