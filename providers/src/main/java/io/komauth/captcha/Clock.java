package io.komauth.captcha;

import java.util.concurrent.TimeUnit;

import org.keycloak.common.util.Time;

/** Keycloak's clock, in the one unit that all servers from 26.2 on give as a {@code long}. */
final class Clock {

    private Clock() {
    }

    /** @return seconds since the epoch */
    static long now() {
        return TimeUnit.MILLISECONDS.toSeconds(Time.currentTimeMillis());
    }
}
