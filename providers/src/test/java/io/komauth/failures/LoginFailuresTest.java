package io.komauth.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.testing.RealmWith;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.models.AuthenticatorConfigModel;

/** The count on a store in memory, at any time of the day. */
class LoginFailuresTest {

    private static final String VICTIM = "victim's id";
    private static final String STRANGER = "stranger's id";
    private static final FailureLimit THREE = new FailureLimit(3, 900);
    private static final FailureLimit TEN = new FailureLimit(10, 900);

    private final FakeStore store = new FakeStore();
    private int address;

    @AfterEach
    void resetClock() {
        Time.setOffset(0);
    }

    @Test
    void ofTwoLimitsWithOneWindowTheLowerCountsAsIfItWereAlone() {
        LoginFailures failures = failures(THREE, TEN);
        IntStream.range(0, 3).forEach(i -> fail(failures, "victim", VICTIM));
        Time.setOffset(20);
        IntStream.range(0, 3).forEach(i -> fail(failures, "victim", VICTIM));
        Time.setOffset(915);

        assertThat(failures.reachedBy(byName("victim"), THREE)).isTrue();
        assertThat(failures.reachedBy(byName("victim"), TEN)).isFalse();
        Time.setOffset(920);
        assertThat(failures.reachedBy(byName("victim"), THREE)).isFalse();
    }

    /** Of what one limit alone says: it keeps a deadline for each failure, and renews all of them when one more comes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyLimitsCountAsIfEachWereAlone(int seed) {
        Random random = new Random(seed);
        FailureLimit[] limits = Stream.generate(() -> new FailureLimit(1 + random.nextInt(10), 60 + random.nextInt(300)))
                .limit(3).toArray(FailureLimit[]::new);
        LoginFailures failures = failures(limits);
        Map<FailureLimit, List<Integer>> alone = new HashMap<>();
        for (int time = 0; time < 5000; time += random.nextInt(80)) {
            Time.setOffset(time);
            for (FailureLimit limit : limits) {
                int now = time;
                List<Integer> deadlines = alone.computeIfAbsent(limit, key -> new ArrayList<>());
                deadlines.removeIf(deadline -> deadline <= now);
                assertThat(failures.reachedBy(byName("victim"), limit)).as("%s at %d", limit, now)
                        .isEqualTo(deadlines.size() == limit.failures());
                if (deadlines.size() == limit.failures()) {
                    deadlines.replaceAll(deadline -> now + limit.window());
                } else {
                    deadlines.add(now + limit.window());
                }
            }
            fail(failures, "victim", VICTIM);
        }
    }

    @Test
    void aLimitThatComesLaterCountsWhatWasThereBefore() {
        LoginFailures failures = failures(TEN);
        IntStream.range(0, 4).forEach(i -> fail(failures, "victim", VICTIM));

        assertThat(failures.reachedBy(byName("victim"), THREE)).isTrue();
        assertThat(failures.reachedBy(byName("victim"), new FailureLimit(5, 900))).isFalse();
    }

    @Test
    void aSuccessTakesBackTheFailuresOfThatUserAlone() {
        LoginFailures failures = failures(THREE);
        fail(failures, "victim", VICTIM);
        fail(failures, "v\u00edctim", STRANGER);
        fail(failures, "victim", null);
        assertThat(failures.reachedBy(byName("victim"), THREE)).isTrue();

        failures.forget(STRANGER, Stream.of("v\u00edctim"));
        assertThat(failures.reachedBy(byName("victim"), THREE)).isFalse();
        fail(failures, "victim", VICTIM);
        failures.forget(STRANGER, Stream.of("v\u00edctim", "victim"));
        assertThat(failures.reachedBy(byName("victim"), THREE)).isTrue();
        failures.forget(VICTIM, Stream.of("victim", "victim@example.org"));
        assertThat(failures.reachedBy(byName("victim"), THREE)).isFalse();
    }

    @Test
    void failuresOfOnesOwnDoNotHideThoseOfAnother() {
        LoginFailures failures = failures(THREE);
        IntStream.range(0, 3).forEach(i -> fail(failures, "v\u00edctim", STRANGER));
        IntStream.range(0, 3).forEach(i -> fail(failures, "victim", VICTIM));
        failures.forget(STRANGER, Stream.of("v\u00edctim"));
        assertThat(failures.reachedBy(byName("victim"), THREE)).as("guesses beyond the limit").isTrue();

        IntStream.range(0, 30).forEach(i -> fail(failures, "v\u00edctim", STRANGER));
        failures.forget(STRANGER, Stream.of("v\u00edctim"));
        assertThat(failures.reachedBy(byName("victim"), THREE)).as("after so many that the first are forgotten").isTrue();
    }

    @Test
    void whoSharesARecordNeitherCountsForOthersNorClearsThem() {
        LoginFailures failures = failures(THREE);
        List<String> names = namesOfOneRecord(2);
        IntStream.range(0, 3).forEach(i -> fail(failures, names.get(0), VICTIM));
        assertThat(failures.reachedBy(byName(names.get(1)), THREE)).isFalse();

        IntStream.range(0, 3).forEach(i -> fail(failures, names.get(1), STRANGER));
        failures.forget(STRANGER, Stream.of(names.get(1)));
        assertThat(failures.reachedBy(byName(names.get(0)), THREE)).isTrue();
        assertThat(failures.reachedBy(byName(names.get(1)), THREE)).isFalse();
    }

    @Test
    void aCrowdOfNamesPushesNoCountOut() {
        LoginFailures failures = failures(THREE);
        List<String> names = namesOfOneRecord(Bucket.SUBJECTS + 3);
        IntStream.range(0, 3).forEach(i -> fail(failures, names.get(0), VICTIM));
        names.forEach(name -> IntStream.range(0, 3).forEach(i -> fail(failures, name, null)));

        assertThat(failures.reachedBy(byName(names.get(0)), THREE)).isTrue();
        failures.forget(VICTIM, Stream.of(names.get(0)));
        assertThat(failures.reachedBy(byName(names.get(0)), THREE)).isTrue();
    }

    @Test
    void anyNumberOfNamesHasABoundedNumberOfRecords() {
        assertThat(IntStream.range(0, 200_000).mapToObj(i -> counter("name" + i).bucket()).distinct()).hasSize(16_384);
    }

    @Test
    void aRecordIsBoundedWhoeverFailsInItAndGoesByItself() {
        LoginFailures failures = failures(TEN);
        List<String> names = namesOfOneRecord(Bucket.SUBJECTS + 3);
        names.forEach(name -> IntStream.range(0, 15).forEach(i -> failures.add(byName(name).subjects(), "user of " + name)));

        assertThat(store.size()).isEqualTo(1);
        assertThat(store.get(counter(names.get(0)).bucket()).toString()).hasSizeLessThan(2_500);
        Time.setOffset(901);
        assertThat(store.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void aLoginTakesAFewTransactionsWhateverTheLimit(int limit) {
        FailureLimit only = new FailureLimit(limit, 900);
        LoginFailures failures = failures(only);
        store.transactions();

        failures.reachedBy(new Attempt(null, "192.0.2.1"), only);
        failures.claim(new Attempt("alice", "192.0.2.1"), only).orElseThrow().takeBack();
        failures.forget("alice's id", Stream.of("alice", "alice@example.org"));
        assertThat(store.transactions()).as("of a page shown, an attempt and a success").isEqualTo(4);
        assertThat(store.size()).isZero();

        failures.claim(new Attempt("alice", "192.0.2.1"), only).orElseThrow().fail(wrongPassword("alice's id"));
        assertThat(store.transactions()).as("of an attempt that fails").isEqualTo(3);
        IntStream.range(0, 9).forEach(i -> fail(failures, "alice", "alice's id"));
        store.transactions();
        failures.forget("alice's id", Stream.of("alice", "alice@example.org"));
        assertThat(store.transactions()).as("of a success after failures").isEqualTo(3);
        assertThat(failures.claim(new Attempt("alice", "192.0.2.1"), new FailureLimit(1, 900))).isEmpty();
        assertThat(store.transactions()).as("of an attempt beyond the limit").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 12", "3, 12", "1, 50", "3, 50", "10, 50"})
    void attemptsThatSucceedWaitForEachOther(int limit, int attempts) {
        FailureLimit only = new FailureLimit(limit, 900);
        LoginFailures failures = failures(only);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        assertThat(atOnce(attempts, i -> {
            Optional<Claim> claim = failures.claim(new Attempt("name" + i, "192.0.2.1"), only);
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            claim.ifPresent(Claim::takeBack);
            return claim.isPresent();
        })).isEqualTo(attempts);
        assertThat(most.get()).isLessThanOrEqualTo(limit);
        assertThat(store.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0", "3, 2", "10, 5"})
    void ofAttemptsThatFailNoMoreBeginThanTheLimitLeaves(int limit, int before) {
        FailureLimit only = new FailureLimit(limit, 900);
        LoginFailures failures = failures(only);
        IntStream.range(0, before).forEach(i -> fail(failures, "victim", VICTIM));

        assertThat(atOnce(40, i -> {
            Optional<Claim> claim = failures.claim(new Attempt("victim", "198.51.100." + i), only);
            claim.ifPresent(attempt -> attempt.fail(wrongPassword(VICTIM)));
            return claim.isPresent();
        })).isEqualTo(limit - before);
        assertThat(failures.reachedBy(byName("victim"), only)).isTrue();
    }

    @Test
    void anAttemptThatNeverEndsCountsAsAFailureAndIsNotWaitedFor() {
        FailureLimit only = new FailureLimit(1, 900);
        LoginFailures failures = failures(only);
        assertThat(failures.claim(byName("victim"), only)).isPresent();
        Time.setOffset(Places.LONGEST_ATTEMPT + 1);
        store.transactions();

        assertThat(failures.claim(byName("victim"), only)).isEmpty();
        assertThat(store.transactions()).as("looks").isEqualTo(1);
        assertThat(failures.claim(byName("victim"), new FailureLimit(2, 900))).isPresent();
    }

    /** @return how many of them say yes */
    private static long atOnce(int attempts, IntPredicate attempt) {
        ExecutorService threads = Executors.newFixedThreadPool(attempts);
        try {
            List<CompletableFuture<Boolean>> answers = IntStream.range(0, attempts)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> attempt.test(i), threads)).toList();
            return answers.stream().filter(CompletableFuture::join).count();
        } finally {
            threads.shutdown();
        }
    }

    /** Names that are counted in one record, as whoever has the key of the realm can find them. */
    private List<String> namesOfOneRecord(int count) {
        Map<String, List<String>> names = new HashMap<>();
        return IntStream.range(0, 1_000_000).mapToObj(i -> "name" + i).map(name -> {
            List<String> same = names.computeIfAbsent(counter(name).bucket(), key -> new ArrayList<>());
            same.add(name);
            return same;
        }).filter(same -> same.size() == count).findFirst().orElseThrow();
    }

    private static Counter counter(String name) {
        return Counter.of(Subject.name(name), FakeStore.REALM_KEY, "test");
    }

    private void fail(LoginFailures failures, String name, String user) {
        failures.add(new Attempt(name, "2001:db8:0:" + Integer.toHexString(address++) + "::1").subjects(), user);
    }

    private static Attempt byName(String name) {
        return new Attempt(name, null);
    }

    private static Event wrongPassword(String user) {
        Event event = new Event();
        event.setError(Errors.INVALID_USER_CREDENTIALS);
        event.setUserId(user);
        return event;
    }

    private LoginFailures failures(FailureLimit... limits) {
        return new LoginFailures(store.session(), RealmWith.configurations(Stream.of(limits).map(limit -> {
            AuthenticatorConfigModel config = new AuthenticatorConfigModel();
            config.setConfig(Map.of(FailureLimit.FAILURES, Integer.toString(limit.failures()), FailureLimit.WINDOW,
                    Integer.toString(limit.window())));
            return config;
        }).toArray(AuthenticatorConfigModel[]::new)));
    }
}
