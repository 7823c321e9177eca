package io.komauth.bruteforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
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

import io.komauth.testing.RealmStub;

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
    private static final FailureThreshold THREE = new FailureThreshold(3, 900);
    private static final FailureThreshold TEN = new FailureThreshold(10, 900);

    private final InMemorySingleUseObjects store = new InMemorySingleUseObjects();
    private int address;

    @AfterEach
    void resetClock() {
        Time.setOffset(0);
    }

    @Test
    void ofTwoThresholdsWithOneWindowTheLowerCountsAsIfAlone() {
        LoginFailures failures = failures(THREE, TEN);
        IntStream.range(0, 3).forEach(i -> fail(failures, "victim", VICTIM));
        Time.setOffset(20);
        IntStream.range(0, 3).forEach(i -> fail(failures, "victim", VICTIM));
        Time.setOffset(915);

        assertThat(failures.isReached(byName("victim"), THREE)).isTrue();
        assertThat(failures.isReached(byName("victim"), TEN)).isFalse();
        Time.setOffset(920);
        assertThat(failures.isReached(byName("victim"), THREE)).isFalse();
    }

    /** Of what one limit alone says: it keeps a deadline for each failure, and renews all of them when one more comes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void thresholdsCountIndependently(int seed) {
        Random random = new Random(seed);
        FailureThreshold[] thresholds = Stream.generate(() ->
                new FailureThreshold(1 + random.nextInt(10), 60 + random.nextInt(300)))
                .limit(3).toArray(FailureThreshold[]::new);
        LoginFailures failures = failures(thresholds);
        Map<FailureThreshold, List<Integer>> alone = new HashMap<>();
        for (int time = 0; time < 5000; time += random.nextInt(80)) {
            Time.setOffset(time);
            for (FailureThreshold threshold : thresholds) {
                int now = time;
                List<Integer> deadlines = alone.computeIfAbsent(threshold, key -> new ArrayList<>());
                deadlines.removeIf(deadline -> deadline <= now);
                assertThat(failures.isReached(byName("victim"), threshold)).as("%s at %d", threshold, now)
                        .isEqualTo(deadlines.size() == threshold.failures());
                if (deadlines.size() == threshold.failures()) {
                    deadlines.replaceAll(deadline -> now + threshold.window());
                } else {
                    deadlines.add(now + threshold.window());
                }
            }
            fail(failures, "victim", VICTIM);
        }
    }

    @Test
    void aThresholdAddedLaterCountsEarlierFailures() {
        LoginFailures failures = failures(TEN);
        IntStream.range(0, 4).forEach(i -> fail(failures, "victim", VICTIM));

        assertThat(failures.isReached(byName("victim"), THREE)).isTrue();
        assertThat(failures.isReached(byName("victim"), new FailureThreshold(5, 900))).isFalse();
    }

    @Test
    void aSuccessClearsOnlyTheFailuresOfThatUser() {
        LoginFailures failures = failures(THREE);
        fail(failures, "victim", VICTIM);
        fail(failures, "v\u00edctim", STRANGER);
        fail(failures, "victim", null);
        assertThat(failures.isReached(byName("victim"), THREE)).isTrue();

        failures.clear(STRANGER, Stream.of("v\u00edctim"));
        assertThat(failures.isReached(byName("victim"), THREE)).isFalse();
        fail(failures, "victim", VICTIM);
        failures.clear(STRANGER, Stream.of("v\u00edctim", "victim"));
        assertThat(failures.isReached(byName("victim"), THREE)).isTrue();
        failures.clear(VICTIM, Stream.of("victim", "victim@example.org"));
        assertThat(failures.isReached(byName("victim"), THREE)).isFalse();
    }

    @Test
    void ownFailuresDoNotHideThoseOfOthers() {
        LoginFailures failures = failures(THREE);
        IntStream.range(0, 3).forEach(i -> fail(failures, "v\u00edctim", STRANGER));
        IntStream.range(0, 3).forEach(i -> fail(failures, "victim", VICTIM));
        failures.clear(STRANGER, Stream.of("v\u00edctim"));
        assertThat(failures.isReached(byName("victim"), THREE)).as("guesses beyond the limit").isTrue();

        IntStream.range(0, 30).forEach(i -> fail(failures, "v\u00edctim", STRANGER));
        failures.clear(STRANGER, Stream.of("v\u00edctim"));
        assertThat(failures.isReached(byName("victim"), THREE)).as("after so many that the first are forgotten").isTrue();
    }

    @Test
    void namesThatShareARecordAreCountedSeparately() {
        LoginFailures failures = failures(THREE);
        List<String> names = namesOfOneRecord(2);
        IntStream.range(0, 3).forEach(i -> fail(failures, names.get(0), VICTIM));
        assertThat(failures.isReached(byName(names.get(1)), THREE)).isFalse();

        IntStream.range(0, 3).forEach(i -> fail(failures, names.get(1), STRANGER));
        failures.clear(STRANGER, Stream.of(names.get(1)));
        assertThat(failures.isReached(byName(names.get(0)), THREE)).isTrue();
        assertThat(failures.isReached(byName(names.get(1)), THREE)).isFalse();
    }

    @Test
    void manyNamesEvictNoCount() {
        LoginFailures failures = failures(THREE);
        List<String> names = namesOfOneRecord(FailureBucket.MAX_HISTORIES + 3);
        IntStream.range(0, 3).forEach(i -> fail(failures, names.get(0), VICTIM));
        names.forEach(name -> IntStream.range(0, 3).forEach(i -> fail(failures, name, null)));

        assertThat(failures.isReached(byName(names.get(0)), THREE)).isTrue();
        failures.clear(VICTIM, Stream.of(names.get(0)));
        assertThat(failures.isReached(byName(names.get(0)), THREE)).isTrue();
    }

    @Test
    void theNumberOfRecordsIsBounded() {
        assertThat(IntStream.range(0, 200_000).mapToObj(i -> counter("name" + i).bucket()).distinct()).hasSize(16_384);
    }

    @Test
    void aRecordIsBoundedAndExpires() {
        LoginFailures failures = failures(TEN);
        List<String> names = namesOfOneRecord(FailureBucket.MAX_HISTORIES + 3);
        names.forEach(name -> IntStream.range(0, 15)
                .forEach(i -> failures.recordFailure(byName(name).keys(), "user of " + name)));

        assertThat(store.size()).isEqualTo(1);
        assertThat(store.get(counter(names.get(0)).bucket()).toString()).hasSizeLessThan(2_500);
        Time.setOffset(901);
        assertThat(store.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 10})
    void aLoginTakesAFewTransactionsWhateverTheThreshold(int threshold) {
        FailureThreshold only = new FailureThreshold(threshold, 900);
        LoginFailures failures = failures(only);
        store.transactions();

        failures.isReached(new LoginAttempt(null, "192.0.2.1"), only);
        failures.reserve(new LoginAttempt("alice", "192.0.2.1"), only).orElseThrow().release();
        failures.clear("alice's id", Stream.of("alice", "alice@example.org"));
        assertThat(store.transactions()).as("of a page shown, an attempt and a success").isEqualTo(3);
        assertThat(store.size()).isZero();

        failures.reserve(new LoginAttempt("alice", "192.0.2.1"), only).orElseThrow().recordFailure(wrongPassword("alice's id"));
        assertThat(store.transactions()).as("of an attempt that fails").isEqualTo(3);
        IntStream.range(0, 9).forEach(i -> fail(failures, "alice", "alice's id"));
        store.transactions();
        failures.clear("alice's id", Stream.of("alice", "alice@example.org"));
        assertThat(store.transactions()).as("of a success after failures").isEqualTo(2);
        assertThat(failures.reserve(new LoginAttempt("alice", "192.0.2.1"), new FailureThreshold(1, 900))).isEmpty();
        assertThat(store.transactions()).as("of an attempt beyond the limit").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 12", "3, 12", "1, 50", "3, 50", "10, 50"})
    void attemptsThatSucceedWaitForEachOther(int threshold, int attempts) {
        FailureThreshold only = new FailureThreshold(threshold, 900);
        LoginFailures failures = failures(only);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        assertThat(atOnce(attempts, i -> {
            Optional<AttemptReservation> reservation = failures.reserve(new LoginAttempt("name" + i, "192.0.2.1"), only);
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            reservation.ifPresent(AttemptReservation::release);
            return reservation.isPresent();
        })).isEqualTo(attempts);
        assertThat(most.get()).isLessThanOrEqualTo(threshold);
        assertThat(store.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "3, 0", "3, 2", "10, 5"})
    void noMoreFailingAttemptsBeginThanTheThresholdLeaves(int threshold, int before) {
        FailureThreshold only = new FailureThreshold(threshold, 900);
        LoginFailures failures = failures(only);
        IntStream.range(0, before).forEach(i -> fail(failures, "victim", VICTIM));

        assertThat(atOnce(40, i -> {
            Optional<AttemptReservation> reservation = failures.reserve(new LoginAttempt("victim", "198.51.100." + i), only);
            reservation.ifPresent(attempt -> attempt.recordFailure(wrongPassword(VICTIM)));
            return reservation.isPresent();
        })).isEqualTo(threshold - before);
        assertThat(failures.isReached(byName("victim"), only)).isTrue();
    }

    @Test
    void anAbandonedAttemptCountsAsAFailureAndIsNotWaitedFor() {
        FailureThreshold only = new FailureThreshold(1, 900);
        LoginFailures failures = failures(only);
        assertThat(failures.reserve(byName("victim"), only)).isPresent();
        Time.setOffset(AttemptSlots.MAX_ATTEMPT_SECONDS + 1);
        store.transactions();

        assertThat(failures.reserve(byName("victim"), only)).isEmpty();
        assertThat(store.transactions()).as("looks").isEqualTo(1);
        assertThat(failures.reserve(byName("victim"), new FailureThreshold(2, 900))).isPresent();
    }

    @Test
    void anAttemptWithWorkTakesTwoTransactionsHoweverManyHaveFailed() {
        LoginFailures failures = failures(TEN);
        for (int level = 0; level <= 10; level++) {
            store.transactions();
            JudgedAttempt attempt = failures.judge(new LoginAttempt("victim", "192.0.2.1"), level);
            assertThat(attempt.isEnough()).isTrue();
            assertThat(attempt.failures().level()).isEqualTo(level);
            attempt.release();
            assertThat(store.transactions()).isEqualTo(level < FailureThreshold.MAX_FAILURES ? 2 : 1);
            failures.recordFailure(new LoginAttempt("victim", "192.0.2.1").keys(), VICTIM);
            assertThat(failures.judge(new LoginAttempt("victim", "192.0.2.9"), level).isEnough())
                    .isEqualTo(level == FailureThreshold.MAX_FAILURES);
        }
    }

    /** What the least work is for that is accepted, then the next: 0, 1, 2, … as if the attempts had come one after the other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void concurrentAttemptsWithWorkAreJudgedAsIfOneAfterTheOther(int seed) {
        LoginFailures failures = failures(TEN);
        int[] levels = new Random(seed).ints(40, 0, 11).toArray();
        List<Integer> accepted = Collections.synchronizedList(new ArrayList<>());

        atOnce(levels.length, i -> {
            LoginAttempt attempt = new LoginAttempt("victim", "198.51.100." + i);
            JudgedAttempt judged = failures.judge(attempt, levels[i]);
            if (judged.isEnough()) {
                accepted.add(levels[i]);
                Thread.yield();
                failures.recordFailure(attempt.keys(), VICTIM);
            } else {
                assertThat(judged.failures().level()).isGreaterThan(levels[i]);
            }
            judged.release();
            return judged.isEnough();
        });

        List<Integer> sorted = accepted.stream().sorted().toList();
        assertThat(IntStream.range(0, sorted.size()).filter(i -> sorted.get(i) < Math.min(i, FailureThreshold.MAX_FAILURES)))
                .as(sorted.toString()).isEmpty();
        assertThat(sorted).contains(10);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void concurrentLoginsThatSucceedNeedNoMoreWork(boolean sameName) {
        LoginFailures failures = failures(TEN);

        assertThat(atOnce(50, i -> {
            JudgedAttempt attempt = failures.judge(new LoginAttempt(sameName ? "name" : "name" + i, "192.0.2.1"), 0);
            Thread.yield();
            attempt.release();
            return attempt.isEnough();
        })).isEqualTo(50);
        assertThat(store.size()).isZero();
    }

    @Test
    void whereOthersTakeTooLongTheNameNeedsMoreWorkAndTheAddressDoesNot() {
        LoginFailures failures = failures(TEN);
        LoginAttempt slow = new LoginAttempt("slow", "192.0.2.1");
        JudgedAttempt held = failures.judge(slow, 0);
        assertThat(held.isEnough()).isTrue();
        slow.keys().forEach(key -> WaitingAttempts.LOCAL.abandon(
                FailureCounter.of(key, InMemorySingleUseObjects.REALM_KEY, "test").id()));

        assertThat(failures.judge(new LoginAttempt("other", "192.0.2.1"), 0).isEnough()).isTrue();
        JudgedAttempt again = failures.judge(new LoginAttempt("slow", "192.0.2.2"), 0);
        assertThat(again.isEnough()).isFalse();
        assertThat(again.failures().level()).isEqualTo(1);
        assertThat(failures.judge(new LoginAttempt("slow", "192.0.2.2"), 1).isEnough()).isTrue();
        held.release();
    }

    @Test
    void failuresOfAnAddressMakeNoMoreThanThreeLevels() {
        LoginFailures failures = failures(TEN);
        IntStream.range(0, 7).forEach(i -> failures.recordFailure(new LoginAttempt("name" + i, "192.0.2.1").keys(), null));

        assertThat(failures.judge(new LoginAttempt("other", "192.0.2.1"), 2).failures().level()).isEqualTo(3);
        assertThat(failures.judge(new LoginAttempt("other", "192.0.2.1"), 3).isEnough()).isTrue();
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

    private static FailureCounter counter(String name) {
        return FailureCounter.of(FailureKey.name(name), InMemorySingleUseObjects.REALM_KEY, "test");
    }

    private void fail(LoginFailures failures, String name, String user) {
        failures.recordFailure(new LoginAttempt(name, "2001:db8:0:" + Integer.toHexString(address++) + "::1").keys(), user);
    }

    private static LoginAttempt byName(String name) {
        return new LoginAttempt(name, null);
    }

    private static Event wrongPassword(String user) {
        Event event = new Event();
        event.setError(Errors.INVALID_USER_CREDENTIALS);
        event.setUserId(user);
        return event;
    }

    private LoginFailures failures(FailureThreshold... thresholds) {
        return new LoginFailures(store.session(), RealmStub.configurations(Stream.of(thresholds).map(threshold -> {
            AuthenticatorConfigModel config = new AuthenticatorConfigModel();
            config.setConfig(Map.of(FailureThreshold.FAILURES, Integer.toString(threshold.failures()), FailureThreshold.WINDOW,
                    Integer.toString(threshold.window())));
            return config;
        }).toArray(AuthenticatorConfigModel[]::new)));
    }
}
