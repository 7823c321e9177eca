package io.komauth.bruteforce;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What this node knows of the wave of one realm: the failures that it has not told other nodes of, and the mark that it has seen last. */
final class NodeWave {

    /** A stranger cannot make realms; those that were removed may be remembered. */
    private static final int MAX_REALMS = 10_000;
    private static final Map<String, NodeWave> BY_REALM = new ConcurrentHashMap<>();

    private FailureRate countedRate;
    private int pending;
    private long pendingSince;
    private int counted;
    private long countedAt;
    private WaveMark mark;
    private long readAt = Long.MIN_VALUE;

    NodeWave() {
    }

    static NodeWave of(String realmId) {
        if (BY_REALM.size() >= MAX_REALMS && !BY_REALM.containsKey(realmId)) {
            BY_REALM.clear();
        }
        return BY_REALM.computeIfAbsent(realmId, id -> new NodeWave());
    }

    /**
     * Adds a failure.
     *
     * @return how many shares of the rate are complete, which the caller has to count for all nodes. Once all are counted, there are some
     *         once a second at most
     */
    synchronized int add(FailureRate rate, long now) {
        if (!rate.equals(countedRate)) {
            countedRate = rate;
            pending = 0;
            counted = 0;
        }
        if (pending == 0 || !isWithin(rate, pendingSince, now)) {
            pending = 0;
            pendingSince = now;
        }
        pending++;
        int known = isWithin(rate, countedAt, now) ? counted : 0;
        if (known >= rate.shares() && countedAt == now) {
            return 0;
        }
        int complete = 0;
        while (complete < rate.shares() && pending >= rate.share(known + complete)) {
            pending -= rate.share(known + complete);
            complete++;
        }
        return complete;
    }

    /** Notes how many shares all nodes have counted together. */
    synchronized void setCounted(int shares, long now) {
        counted = shares;
        countedAt = now;
    }

    /** @return whether the store need not be read: a mark lives on, and that there is none was read in this second */
    synchronized boolean isKnown(long now) {
        return isOn(now) || readAt == now;
    }

    synchronized boolean isOn(long now) {
        return mark != null && now < mark.end();
    }

    /** @return until when the mark lives at least; 0 if there is none */
    synchronized long end() {
        return mark == null ? 0 : mark.end();
    }

    /**
     * Notes what was read from the store.
     *
     * @return the mark that there is no more
     */
    synchronized Optional<WaveMark> read(Optional<WaveMark> read, long now) {
        readAt = now;
        if (read.isEmpty() && isOn(now)) {
            // another thread has written it since
            return Optional.empty();
        }
        Optional<WaveMark> ended = read.isPresent() ? Optional.empty() : Optional.ofNullable(mark);
        mark = read.orElse(null);
        return ended;
    }

    private static boolean isWithin(FailureRate rate, long time, long now) {
        return time <= now && now - time < rate.window();
    }
}
