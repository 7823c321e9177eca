package io.komauth.bruteforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import io.komauth.compat.KeycloakTime;
import io.komauth.testing.RealmStub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.util.Time;
import org.keycloak.models.RealmModel;

/** How long an address is locked, on a store in memory. */
class AddressLockTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final FailureThreshold LOCK = new FailureThreshold(5, 1_800, true);
    private static final FailureThreshold HIGHEST = new FailureThreshold(FailureThreshold.MAX_LOCK_FAILURES, 1_800, true);

    private final InMemorySingleUseObjects store = new InMemorySingleUseObjects();
    private final RealmModel realm = RealmStub.step(AddressLock.STEP_ID);
    private final LoginFailures failures = new LoginFailures(store.session(), realm);

    @AfterEach
    void resetClock() {
        Time.setOffset(0);
    }

    @Test
    void aRealmHasTheLockIfAFlowHasTheStep() {
        assertThat(FailureThreshold.allOf(realm)).containsExactly(LOCK);
        assertThat(FailureThreshold.allOf(RealmStub.step("auth-cookie"))).isEmpty();
    }

    @Test
    void anAddressIsLockedForTheWholeWindowFromTheFailureOnThatReachesTheLimit() {
        for (int time : new int[] {0, 1, 2, 3, 1_700}) {
            Time.setOffset(time);
            assertThat(isLocked(LOCK)).isFalse();
            fail(ADDRESS);
        }

        assertThat(isLocked(LOCK)).isTrue();
        Time.setOffset(1_700 + 1_799);
        assertThat(isLocked(LOCK)).isTrue();
        Time.setOffset(1_700 + 1_800);
        assertThat(isLocked(LOCK)).isFalse();
        assertThat(store.size()).as("nothing is kept").isZero();
    }

    @Test
    void oldFailuresAreForgotten() {
        for (int time : new int[] {0, 1, 2, 3, 1_801}) {
            Time.setOffset(time);
            fail(ADDRESS);
        }

        assertThat(isLocked(LOCK)).isFalse();
    }

    @Test
    void aNameIsNeverLocked() {
        IntStream.range(0, 20)
                .forEach(i -> failures.recordFailure(new LoginAttempt("ana", "198.51.100." + i).keys(), "ana's id"));

        assertThat(failures.isReached(new LoginAttempt("ana", ADDRESS), LOCK)).isFalse();
    }

    /** Merged histories would let whoever has many addresses lock out all others. */
    @Test
    void failuresOfOtherAddressesInTheSameRecordLockNobody() {
        List<String> addresses = addressesOfOneRecord(FailureBucket.MAX_HISTORIES + 4);
        addresses.subList(1, addresses.size()).forEach(other -> IntStream.range(0, 5).forEach(i -> fail(other)));

        assertThat(failures.isReached(new LoginAttempt(null, addresses.get(0)), LOCK)).isFalse();
        assertThat(failures.isReached(new LoginAttempt(null, addresses.get(addresses.size() - 1)), LOCK)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"99,false", "100,true", "150,true"})
    void aLimitMayBeAHundred(int count, boolean locked) {
        IntStream.range(0, count).forEach(i -> record(ADDRESS, HIGHEST));

        assertThat(isLocked(HIGHEST)).isEqualTo(locked);
    }

    /** What docs/login-pages.md says of memory. */
    @Test
    void aRecordIsBoundedWithTheHighestLimit() {
        List<String> addresses = addressesOfOneRecord(FailureBucket.MAX_HISTORIES + 2);
        for (int i = 0; i < addresses.size(); i++) {
            // the one that failed first is merged
            Time.setOffset(i);
            String address = addresses.get(i);
            IntStream.range(0, 150).forEach(failure -> record(address, HIGHEST));
        }

        String bucket = counter(addresses.get(0)).bucket();
        assertThat(store.get(bucket).toString().length()).isBetween(7_000, 8_192);
    }

    /** With another lock than that of the realm. */
    private void record(String address, FailureThreshold lock) {
        FailureCounter counter = counter(address);
        Map<String, String> content = store.get(counter.bucket());
        store.put(counter.bucket(), 1_800, FailureBucket.of(content == null ? Map.of() : content)
                .plus(counter.id(), LoginFailure.NO_OWNER, Set.of(lock), KeycloakTime.epochSeconds())
                .record(Set.of(lock), KeycloakTime.epochSeconds()).content());
    }

    private boolean isLocked(FailureThreshold lock) {
        return failures.isReached(new LoginAttempt(null, ADDRESS), lock);
    }

    private void fail(String address) {
        failures.recordFailure(new LoginAttempt("nobody", address).keys(), null);
    }

    private static FailureCounter counter(String address) {
        return FailureCounter.of(FailureKey.address(address), InMemorySingleUseObjects.REALM_KEY, "test");
    }

    private static List<String> addressesOfOneRecord(int count) {
        Map<String, List<String>> addresses = new HashMap<>();
        return IntStream.range(0, 1_000_000).mapToObj(i -> "10." + (i >> 16) + '.' + (i >> 8 & 0xff) + '.' + (i & 0xff))
                .map(address -> {
                    List<String> same = addresses.computeIfAbsent(counter(address).bucket(), key -> new ArrayList<>());
                    same.add(address);
                    return same;
                }).filter(same -> same.size() == count).findFirst().orElseThrow();
    }
}
