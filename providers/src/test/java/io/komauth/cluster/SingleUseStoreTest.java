package io.komauth.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.komauth.testing.Stub;

import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.SingleUseObjectProvider;

/** What a store says that fails for a moment, as Keycloak's does while a node stops, or for longer. */
class SingleUseStoreTest {

    private static final String KEY = "mark";

    private int attempts;

    @Test
    void aFailedStoreIsRetried() {
        assertThat(store(2, true).putIfAbsent(KEY, 60)).isTrue();
        assertThat(attempts).isEqualTo(3);
    }

    @Test
    void aKeyStoredByAFailedAttemptCountsAsPresent() {
        assertThat(store(1, false).putIfAbsent(KEY, 60)).isFalse();
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void theExceptionOfAStoreThatStaysDownIsThrown() {
        assertThatThrownBy(() -> store(Integer.MAX_VALUE, true).putIfAbsent(KEY, 60))
                .isInstanceOf(IllegalStateException.class).hasMessage("stopping");
    }

    /** Of a store that fails some times, and then says whether it has added the mark. */
    private SingleUseStore store(int failures, boolean added) {
        SingleUseObjectProvider store = Stub.of(SingleUseObjectProvider.class, method -> {
            if (attempts++ < failures) {
                throw new IllegalStateException("stopping");
            }
            return added;
        });
        KeycloakTransactionManager transactions = Stub.of(KeycloakTransactionManager.class, method -> null);
        KeycloakSession session = Stub.of(KeycloakSession.class, method -> switch (method) {
            case "singleUseObjects" -> store;
            case "getTransactionManager" -> transactions;
            default -> null;
        });
        return new SingleUseStore(Stub.of(KeycloakSessionFactory.class, method -> session));
    }
}
