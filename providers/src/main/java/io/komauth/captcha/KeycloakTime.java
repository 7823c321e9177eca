package io.komauth.captcha;

import java.util.concurrent.TimeUnit;

import org.keycloak.common.util.Time;

/** Keycloak's clock, which tests can move; all servers from 26.2 on have it in milliseconds. */
final class KeycloakTime {

    private KeycloakTime() {
    }

    /** @return seconds since the epoch */
    static long epochSeconds() {
        return TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis());
    }
}
