package io.komauth.failures;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.crypto.SecretKey;

import io.komauth.cluster.SharedRecords;
import io.komauth.cluster.SharedStore;

import org.keycloak.common.util.Time;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The failed logins of a realm. All nodes of a cluster count together, exactly, however many attempts come at once. Names and
 * addresses are counted in a bounded number of records each, so that whoever types any number of names fills no cache; who
 * shares a record cannot be told without the realm's key.
 */
public final class LoginFailures {

    private final SharedStore store;
    private final SharedRecords records;
    private final RealmModel realm;
    private final SecretKey realmKey;

    public LoginFailures(KeycloakSession session, RealmModel realm) {
        store = new SharedStore(session.getKeycloakSessionFactory());
        records = new SharedRecords(store);
        this.realm = realm;
        realmKey = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES).getSecretKey();
    }

    /** @return seconds since the epoch, by Keycloak's clock */
    static long now() {
        return TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis());
    }

    /** @return whether there have been too many failures for the attempt's name or for its address */
    public boolean reachedBy(Attempt attempt, FailureLimit limit) {
        List<Counter> counters = counters(attempt.subjects());
        Map<String, Map<String, String>> contents = records.read(counters.stream().map(Counter::bucket).toList());
        return counters.stream().anyMatch(counter -> Bucket.of(contents.get(counter.bucket()))
                .count(counter.id(), limit, now()) >= limit.failures());
    }

    /**
     * Lets an attempt begin without a captcha, if the limit is not exceeded where it fails and all others fail that are under
     * way. Waits, for seconds at most, for others that may still succeed.
     *
     * @return what the attempt must be ended by; empty if it needs a captcha, and nothing was counted
     */
    public Optional<Claim> claim(Attempt attempt, FailureLimit limit) {
        List<Subject> subjects = attempt.subjects();
        Admission admission = new Admission(store, counters(subjects), limit);
        return admission.await().map(places -> new Claim(this, subjects, places, limit, admission.isLast()));
    }

    /**
     * Counts an attempt that failed, for all of the realm's limits.
     *
     * @param user whom it was found to be for; {@code null} if that is not certain
     */
    void add(List<Subject> subjects, String user) {
        add(subjects, user, List.of());
    }

    /** @param places that the attempt has had, and leaves once it is counted */
    void add(List<Subject> subjects, String user, List<String> places) {
        Set<FailureLimit> limits = FailureLimit.allOf(realm);
        String owner = user == null ? Failure.NOBODY : owner(user);
        List<Counter> counters = counters(subjects);
        change(counters, limits, places, (bucket, counter) -> bucket.plus(counter.id(), owner, limits, now()));
        call(counters);
    }

    /** Ends an attempt that does not count. */
    void leave(List<Subject> subjects, List<String> places) {
        store.inTransaction(objects -> {
            places.forEach(objects::remove);
            return null;
        });
        call(counters(subjects));
    }

    /**
     * Forgets the failures of a user by these names, and nobody else's. Those from an address stay: who has one account can
     * try others.
     */
    void forget(String user, Stream<String> names) {
        String owner = owner(user);
        List<Counter> counters = counters(names.map(Subject::name).distinct().toList());
        Map<String, Map<String, String>> contents = records.read(counters.stream().map(Counter::bucket).toList());
        List<Counter> concerned = counters.stream().filter(counter -> Bucket.of(contents.get(counter.bucket()))
                .hasAnyOf(counter.id(), owner)).toList();
        if (!concerned.isEmpty()) {
            change(concerned, FailureLimit.allOf(realm), List.of(),
                    (bucket, counter) -> bucket.without(counter.id(), owner));
        }
    }

    private interface Step {

        Bucket apply(Bucket bucket, Counter counter);
    }

    private void change(List<Counter> counters, Set<FailureLimit> limits, Collection<String> after, Step step) {
        records.change(counters.stream().map(Counter::bucket).collect(Collectors.toSet()), (key, content) -> {
            Bucket bucket = Bucket.of(content);
            for (Counter counter : counters) {
                bucket = counter.bucket().equals(key) ? step.apply(bucket, counter) : bucket;
            }
            return bucket.record(limits, now());
        }, after);
    }

    private static void call(List<Counter> counters) {
        WaitingRoom.OF_THIS_NODE.call(counters.stream().map(Counter::id).toList());
    }

    private List<Counter> counters(List<Subject> subjects) {
        return subjects.stream().map(subject -> Counter.of(subject, realmKey, realm.getId())).toList();
    }

    private String owner(String user) {
        return Counter.owner(user, realmKey, realm.getId());
    }
}
