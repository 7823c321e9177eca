package io.komauth.bruteforce;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.SecretKey;

import io.komauth.cluster.SharedRecords;
import io.komauth.cluster.TransactionalStore;
import io.komauth.compat.KeycloakTime;

import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The failed logins of a realm. All nodes of a cluster count together, exactly, however many attempts come at once. Names and
 * addresses are counted in a bounded number of records each, so that any number of typed names fills no cache. Which names share
 * a record cannot be told without the realm's key.
 */
public final class LoginFailures {

    private final KeycloakSession session;
    private final TransactionalStore store;
    private final SharedRecords records;
    private final RealmModel realm;
    private final SecretKey realmKey;

    public LoginFailures(KeycloakSession session, RealmModel realm) {
        this.session = session;
        store = new TransactionalStore(session.getKeycloakSessionFactory());
        records = new SharedRecords(store);
        this.realm = realm;
        realmKey = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES).getSecretKey();
    }

    /** @return whether there have been too many failures for the attempt's name or for its address */
    public boolean isReached(LoginAttempt attempt, FailureThreshold threshold) {
        return count(attempt).isReached(threshold);
    }

    /** Reads the failures of an attempt's name and address. */
    public RecentFailures count(LoginAttempt attempt) {
        List<FailureCounter> counters = counters(attempt.keys());
        Map<String, Map<String, String>> contents = records.read(counters.stream().map(FailureCounter::bucket).toList());
        return new RecentFailures(counters.stream().collect(Collectors.toMap(counter -> counter,
                counter -> FailureBucket.of(contents.get(counter.bucket())))));
    }

    /**
     * Reserves an attempt without a captcha, unless the threshold would be exceeded if this attempt and all concurrent ones
     * failed. Waits, for seconds at most, for others that may still succeed.
     *
     * @return the reservation, which the caller must end; empty if the attempt needs a captcha, and nothing was counted
     */
    public Optional<AttemptReservation> reserve(LoginAttempt attempt, FailureThreshold threshold) {
        List<FailureCounter> counters = counters(attempt.keys());
        AttemptLimiter limiter = new AttemptLimiter(store, counters, AttemptLimit.of(threshold));
        return limiter.reserve().map(slots -> new AttemptReservation(this, counters, slots, threshold, limiter.isLast()));
    }

    /**
     * Judges an attempt with proof of work, and reserves it: until it has ended, it counts as failed for those that come after it.
     * Waits, for seconds at most, for others that may still succeed.
     *
     * @param level the number of failed logins that the work is for
     * @return the judgement, which the caller must release
     */
    public JudgedAttempt judge(LoginAttempt attempt, int level) {
        List<FailureCounter> counters = counters(attempt.keys());
        AttemptLimiter limiter = new AttemptLimiter(store, counters, AttemptLimit.ofWork(level));
        Optional<List<String>> slots = limiter.reserve();
        // where attempts under way were in the way, the level of the challenge that comes next has to be above this one, too
        RecentFailures failures = slots.isPresent() ? limiter.failures() : limiter.failures().atLeast(level + 1);
        return new JudgedAttempt(this, counters, slots.orElse(List.of()), slots.isPresent(), failures);
    }

    /**
     * Counts a failed attempt for all of the realm's thresholds, and towards a wave of failed logins.
     *
     * @param user the user of the attempt; {@code null} if that is not certain
     */
    void recordFailure(List<FailureKey> keys, String user) {
        recordFailure(counters(keys), user, List.of());
    }

    /** @param slots that the attempt holds, and that are released once it is counted */
    void recordFailure(List<FailureCounter> counters, String user, List<String> slots) {
        Set<FailureThreshold> thresholds = FailureThreshold.allOf(realm);
        String owner = user == null ? LoginFailure.NO_OWNER : owner(user);
        change(counters, thresholds, slots, (bucket, counter) -> bucket.plus(counter.id(),
                // a success clears failures of names alone
                counter.kind() == FailureKey.Kind.NAME ? owner : LoginFailure.NO_OWNER,
                thatCount(counter.kind(), thresholds), KeycloakTime.epochSeconds()));
        wakeWaiting(counters);
        CaptchaForEverybody.countFailure(session, realm);
    }

    /** Releases the slots of an attempt that does not count. */
    void release(List<FailureCounter> counters, List<String> slots) {
        store.inTransaction(objects -> {
            slots.forEach(objects::remove);
            return null;
        });
        wakeWaiting(counters);
    }

    /**
     * Clears the failures of a user under these names, and no other user's. Those of an address stay, since the owner of one
     * account could be guessing at others.
     */
    void clear(String user, Stream<String> names) {
        String owner = owner(user);
        List<FailureCounter> counters = counters(names.map(FailureKey::name).distinct().toList());
        // needs no transaction of its own: a failure that another request counts at this moment may as well have come later
        List<FailureCounter> affected = TransactionalStore.read(session, objects -> counters.stream()
                .filter(counter -> FailureBucket.of(SharedRecords.read(objects, counter.bucket()))
                        .hasAnyOf(counter.id(), owner)).toList());
        if (!affected.isEmpty()) {
            change(affected, FailureThreshold.allOf(realm), List.of(),
                    (bucket, counter) -> bucket.without(counter.id(), owner));
        }
    }

    private interface BucketChange {

        FailureBucket apply(FailureBucket bucket, FailureCounter counter);
    }

    private void change(List<FailureCounter> counters, Set<FailureThreshold> thresholds, Collection<String> after,
            BucketChange bucketChange) {
        records.change(counters.stream().map(FailureCounter::bucket).collect(Collectors.toSet()), (key, content) -> {
            List<FailureCounter> changed = counters.stream().filter(counter -> counter.bucket().equals(key)).toList();
            FailureBucket bucket = FailureBucket.of(content);
            for (FailureCounter counter : changed) {
                bucket = bucketChange.apply(bucket, counter);
            }
            return bucket.record(thatCount(changed.get(0).kind(), thresholds), KeycloakTime.epochSeconds());
        }, after);
    }

    private static Set<FailureThreshold> thatCount(FailureKey.Kind kind, Set<FailureThreshold> thresholds) {
        return thresholds.stream().filter(threshold -> threshold.counts(kind)).collect(Collectors.toSet());
    }

    private static void wakeWaiting(List<FailureCounter> counters) {
        WaitingAttempts.LOCAL.signal(counters.stream().map(FailureCounter::id).toList());
    }

    private List<FailureCounter> counters(List<FailureKey> keys) {
        return keys.stream().map(key -> FailureCounter.of(key, realmKey, realm.getId())).toList();
    }

    private String owner(String user) {
        return FailureCounter.owner(user, realmKey, realm.getId());
    }
}
