package io.komauth.bruteforce;

import java.util.Map;
import java.util.Set;

/**
 * The entry of the store that says that a realm has a wave of failed logins.
 *
 * @param begin when it began, in seconds since the epoch
 * @param end   until when the entry lives at least
 */
record WaveMark(long begin, long end) {

    private static final String BEGIN = "begin";
    private static final String END = "end";

    /** @param content of an entry that there is now; one that another node is just writing has none yet */
    static WaveMark of(Map<String, String> content, long now) {
        if (!content.keySet().containsAll(Set.of(BEGIN, END))) {
            return new WaveMark(now, now + 1);
        }
        return new WaveMark(Long.parseLong(content.get(BEGIN)), Math.max(Long.parseLong(content.get(END)), now + 1));
    }

    Map<String, String> content() {
        return Map.of(BEGIN, Long.toString(begin), END, Long.toString(end));
    }
}
