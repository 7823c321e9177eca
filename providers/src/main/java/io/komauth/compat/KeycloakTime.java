package io.komauth.compat;

import java.util.concurrent.TimeUnit;

import org.keycloak.common.util.Time;

/**
 * Keycloak's clock, which tests can move.
 *
 * <p>Leans on: {@link Time}, which all servers have in milliseconds; seconds are an {@code int} on some. Since: Keycloak 26.2. Test:
 * {@code LoginFailuresTest}.
 */
public final class KeycloakTime {

    private KeycloakTime() {
    }

    /** @return seconds since the epoch */
    public static long epochSeconds() {
        return TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis());
    }
}
