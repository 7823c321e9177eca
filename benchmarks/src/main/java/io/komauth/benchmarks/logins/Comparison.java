package io.komauth.benchmarks.logins;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.komauth.benchmarks.Rounds;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.Run;

/**
 * Two kinds of requests, of which the first is to be as quick as the other.
 *
 * @param yardstick what the first is compared with
 * @param together  whether both are sent at the same moment, so that what slows the machine down slows both
 * @param goal      the least that the first may be in proportion; may be empty
 * @param decimals  of how many are answered in a second
 */
record Comparison(String name, Run run, String yardstick, Run yardstickRun, boolean together, String goal, int decimals) {

    /** @return both, as they are sent */
    List<Map<String, Run>> groups() {
        if (!together) {
            return List.of(Map.of(name, run), Map.of(besides(), yardstickRun));
        }
        Map<String, Run> both = new LinkedHashMap<>();
        both.put(name, run);
        both.put(besides(), yardstickRun);
        return List.of(both);
    }

    void addTo(Table table, Rounds perSecond) {
        table.row(name, perSecond.of(name).with(decimals), yardstick, perSecond.of(besides()).with(decimals),
                perSecond.ratio(name, besides()).with(3), goal);
    }

    /** The same yardstick may stand beside another kind, too. */
    private String besides() {
        return yardstick + " beside " + name;
    }
}
