package io.komauth.cluster;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Locks of this node for entries of the store: all nodes have to try until an entry is free, but only one thread of each node
 * does. Entries may share a lock.
 */
public final class StripedLocks {

    private final List<ReentrantLock> locks = Stream.generate(ReentrantLock::new).limit(256).toList();

    /** Runs an operation while no other thread of this node runs one for any of these entries. */
    public <T> T runLocked(Collection<String> keys, Supplier<T> operation) {
        // always in the same order, to avoid deadlocks
        List<ReentrantLock> stripes = keys.stream().map(key -> Math.floorMod(key.hashCode(), locks.size())).distinct().sorted()
                .map(locks::get).toList();
        stripes.forEach(ReentrantLock::lock);
        try {
            return operation.get();
        } finally {
            stripes.forEach(ReentrantLock::unlock);
        }
    }
}
