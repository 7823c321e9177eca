package io.komauth.captcha;

import io.komauth.cluster.SingleUseStore;
import io.komauth.compat.KeycloakTime;

import org.keycloak.models.KeycloakSessionFactory;

/** The captchas that were redeemed and would still be accepted, known to all nodes of a cluster. */
final class UsedCaptchas {

    /** Seconds by which the clocks of nodes may differ. */
    static final int CLOCK_SKEW = 60;

    private static final String KEY_PREFIX = "kom-captcha.";

    private final SingleUseStore store;

    UsedCaptchas(KeycloakSessionFactory sessions) {
        store = new SingleUseStore(sessions);
    }

    /**
     * @param expiration seconds since the epoch
     * @return whether this was the first time, on any node
     */
    boolean markUsed(String id, long expiration) {
        return store.putIfAbsent(KEY_PREFIX + id, expiration - KeycloakTime.epochSeconds() + CaptchaDemand.PAGE_GRACE + CLOCK_SKEW);
    }
}
