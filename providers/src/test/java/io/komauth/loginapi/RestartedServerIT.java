package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;

import org.junit.jupiter.api.Test;

/** What a server remembers that was stopped, the only one of its cluster. */
@Full
class RestartedServerIT {

    @Test
    void anOldRefreshTokenThatWasExchangedStaysRefused() {
        try (KeycloakServer server = KeycloakServer.named("restarted").start()) {
            TestRealm tenant = OldRefreshTokens.tenant(server);
            String used = OldRefreshTokens.token(tenant);
            assertThat(OldRefreshTokens.exchange(server, tenant, used).status()).isEqualTo(200);

            server.restart();

            assertThat(OldRefreshTokens.exchange(server, tenant, used).status()).isEqualTo(400);
            assertThat(OldRefreshTokens.exchange(server, tenant, OldRefreshTokens.token(tenant)).status()).isEqualTo(200);
        }
    }
}
