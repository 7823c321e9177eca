package io.komauth.cluster;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Turns of this node's threads at entries of the store: where all nodes have to try until an entry is free, only one thread
 * of each does. Entries may share a turn.
 */
public final class Turns {

    private final List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(256).toList();

    /** Runs an operation when nobody else on this node runs one for any of these entries. */
    public <T> T take(Collection<String> keys, Supplier<T> operation) {
        // always in the same order, so that no two wait for each other
        List<ReentrantLock> turns = keys.stream().map(key -> Math.floorMod(key.hashCode(), locks.size())).distinct().sorted()
                .map(locks::get).toList();
        turns.forEach(ReentrantLock::lock);
        try {
            return operation.get();
        } finally {
            turns.forEach(ReentrantLock::unlock);
        }
    }
}
