package io.komauth.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.keycloak.models.SingleUseObjectProvider;

/**
 * Records that all nodes of a cluster see, and that are changed by one node at a time. A change needs a lock on the record,
 * which is an entry of the store, too: the change is committed before the lock is released.
 */
public final class SharedRecords {

    /** Seconds after which the lock of a node that has crashed is open again; many times what a change takes. */
    private static final int LOCK_LIFESPAN = 20;
    private static final String LOCK = ".lock";
    private static final Duration TIMEOUT = Duration.ofSeconds(LOCK_LIFESPAN + 10);
    private static final int PAUSE_MILLIS = 5;

    private static final StripedLocks LOCKS = new StripedLocks();

    private final TransactionalStore store;

    public SharedRecords(TransactionalStore store) {
        this.store = store;
    }

    /** Changes a record. */
    public interface Change {

        /**
         * Says what a record is to be. It may be asked again.
         *
         * @param content what the record is; empty if there is none
         * @return what it is to be
         */
        SharedRecord apply(String key, Map<String, String> content);
    }

    /** @return what each record is, by its key; empty where there is none */
    public Map<String, Map<String, String>> read(Collection<String> keys) {
        return store.inTransaction(objects -> {
            Map<String, Map<String, String>> records = new LinkedHashMap<>();
            keys.forEach(key -> records.put(key, read(objects, key)));
            return records;
        });
    }

    /** @return what the record is, in this transaction of the store; empty if there is none */
    public static Map<String, String> read(SingleUseObjectProvider objects, String key) {
        Map<String, String> content = objects.get(key);
        return content == null ? Map.of() : content;
    }

    /**
     * Changes records together, in two transactions unless other nodes change them at the same moment.
     *
     * @param after entries of the store to be removed once all can see the change
     * @throws IllegalStateException if other nodes do not let go of a record
     */
    public void change(Collection<String> keys, Change change, Collection<String> after) {
        List<String> sorted = keys.stream().distinct().sorted().toList();
        boolean changed = LOCKS.runLocked(sorted, () -> {
            long deadline = System.nanoTime() + TIMEOUT.toNanos();
            while (System.nanoTime() - deadline < 0) {
                if (tryChange(sorted, change, after)) {
                    return true;
                }
                sleep();
            }
            return false;
        });
        if (!changed) {
            throw new IllegalStateException("other nodes do not let go of " + sorted);
        }
    }

    private boolean tryChange(List<String> keys, Change change, Collection<String> after) {
        List<String> toRemove = new ArrayList<>();
        try {
            boolean changed = store.inTransaction(objects -> {
                for (String key : keys) {
                    if (!objects.putIfAbsent(key + LOCK, LOCK_LIFESPAN)) {
                        return false;
                    }
                    toRemove.add(key + LOCK);
                }
                keys.forEach(key -> change.apply(key, read(objects, key)).writeTo(objects, key));
                return true;
            });
            if (changed) {
                toRemove.addAll(after);
            }
            return changed;
        } finally {
            if (!toRemove.isEmpty()) {
                store.inTransaction(objects -> {
                    toRemove.forEach(objects::remove);
                    return null;
                });
            }
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while other nodes change a record", e);
        }
    }
}
