package io.komauth.bruteforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.komauth.testing.RealmStub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;

/** Each wave here is what one node makes of a realm; all of a test have one store. */
class FailureWaveTest {

    private static final int WINDOW = 300;

    private final InMemorySingleUseObjects store = new InMemorySingleUseObjects();

    @AfterEach
    void putTheClockRight() {
        Time.setOffset(0);
    }

    @Test
    void theSharesOfEveryRateAreFewAndAsManyFailuresAsTheRateHas() {
        assertThat(IntStream.rangeClosed(1, 10_000).mapToObj(failures -> new FailureRate(failures, WINDOW))).allSatisfy(rate -> {
            assertThat(rate.shares()).isBetween(1, 16);
            assertThat(IntStream.range(0, rate.shares()).map(rate::share)).allMatch(share -> share > 0);
            assertThat(IntStream.range(0, rate.shares()).map(rate::share).sum()).isEqualTo(rate.failures());
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16, 17, 50, 100, 1_000, 9_999})
    void onOneNodeItBeginsWithTheFailureThatReachesTheRate(int failures) {
        FailureWave wave = node(failures);
        fail(wave, failures - 1);
        assertThat(wave.isOn()).isFalse();

        wave.count();
        assertThat(wave.isOn()).isTrue();
    }

    /** A failure that completes no share is known to its own node alone. */
    @ParameterizedTest
    @CsvSource({"2, 5", "2, 100", "3, 100", "8, 1000"})
    void onSeveralNodesItBeginsWithinASixteenthOfTheRateForEach(int nodes, int failures) {
        List<FailureWave> waves = IntStream.range(0, nodes).mapToObj(i -> node(failures)).toList();
        IntStream.range(1, failures).forEach(i -> waves.get(i % nodes).count());
        Time.setOffset(1);
        assertThat(waves).noneMatch(FailureWave::isOn);

        IntStream.range(0, 1 + nodes * unknown(failures)).forEach(i -> waves.get(i % nodes).count());
        Time.setOffset(2);
        assertThat(waves).allMatch(FailureWave::isOn);
    }

    @Test
    void mostFailuresTakeNoTransaction() {
        FailureWave wave = node(1_000);
        store.transactions();
        fail(wave, 1_000);
        assertThat(store.transactions()).as("two for each of 16 shares, two for the mark").isLessThanOrEqualTo(34);

        fail(wave, 1_000);
        assertThat(store.transactions()).as("of a wave, within its first second").isLessThanOrEqualTo(4);
        assertThat(store.size()).as("shares, and the mark").isLessThanOrEqualTo(17);
    }

    @Test
    void aLoginReadsTheStoreOnceASecondAtMost() {
        FailureWave wave = node(5);
        int before = store.reads();
        for (int second = 0; second < 10; second++) {
            Time.setOffset(second);
            IntStream.range(0, 100).forEach(i -> wave.isOn());
        }

        // the second may change while they are asked
        assertThat(store.reads() - before).isBetween(10, 15);
    }

    @Test
    void itEndsOneWindowAfterTheFailureThatHasReachedTheRateLast() {
        FailureWave wave = node(4);
        fail(wave, 4);
        Time.setOffset(WINDOW - 10);
        assertThat(wave.isOn()).isTrue();
        Time.setOffset(WINDOW + 1);
        assertThat(wave.isOn()).isFalse();

        fail(wave, 3);
        assertThat(wave.isOn()).as("those before are over").isFalse();
        fail(wave, 1);
        assertThat(wave.isOn()).isTrue();
    }

    @Test
    void itGoesOnAsLongAsFailuresReachTheRate() {
        FailureWave wave = node(4);
        FailureWave other = node(4);
        for (int time = 0; time <= 20 * WINDOW; time += WINDOW / 6) {
            Time.setOffset(time);
            wave.count();
            if (time > WINDOW) {
                assertThat(wave.isOn()).as("after %s s", time).isTrue();
                assertThat(other.isOn()).as("on the other node after %s s", time).isTrue();
            }
        }
        Time.setOffset(21 * WINDOW + 2);
        assertThat(wave.isOn()).isFalse();
        assertThat(other.isOn()).isFalse();
    }

    @Test
    void fewerFailuresThanTheRateNeverBeginOne() {
        FailureWave wave = node(4);
        for (int time = 0; time <= 20 * WINDOW; time += WINDOW / 3) {
            Time.setOffset(time);
            wave.count();
            assertThat(wave.isOn()).as("after %s s", time).isFalse();
        }
    }

    @Test
    void anotherRateIsCountedAnewAndEndsNoWave() {
        NodeWave node = new NodeWave();
        FailureWave wave = node(5, node);
        fail(wave, 4);
        FailureWave lower = node(3, node);
        fail(lower, 2);
        assertThat(lower.isOn()).isFalse();
        fail(lower, 1);
        assertThat(lower.isOn()).isTrue();

        assertThat(node(1_000, node).isOn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "16, 16", "40, 40", "100, 120"})
    void failuresAtTheSameMomentAreAllCounted(int failures, int threads) {
        List<FailureWave> waves = List.of(node(failures), node(failures));
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CompletableFuture.allOf(IntStream.range(0, failures + 2 * unknown(failures)).mapToObj(i -> CompletableFuture.runAsync(
                    () -> waves.get(i % 2).count(), executor)).toArray(CompletableFuture[]::new)).join();
        } finally {
            executor.shutdown();
        }
        Time.setOffset(1);

        assertThat(waves).allMatch(FailureWave::isOn);
    }

    /** @return the most failures that one node can keep to itself */
    private static int unknown(int failures) {
        return new FailureRate(failures, WINDOW).share(0) - 1;
    }

    private static void fail(FailureWave wave, int failures) {
        IntStream.range(0, failures).forEach(i -> wave.count());
    }

    private FailureWave node(int failures) {
        return node(failures, new NodeWave());
    }

    private FailureWave node(int failures, NodeWave node) {
        return new FailureWave(store.session(), RealmStub.attribute(""), new FailureRate(failures, WINDOW), node);
    }
}
