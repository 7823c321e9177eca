package io.komauth.captcha;

import io.komauth.cluster.Marks;

import org.keycloak.models.KeycloakSessionFactory;

/** The captchas that were redeemed and are not yet expired, known to all nodes of a cluster. */
final class UsedCaptchas {

    /** Seconds by which the clocks of nodes may differ. */
    static final int CLOCK_SKEW = 60;

    private static final String KEY_PREFIX = "kom-captcha.";

    private final Marks marks;

    UsedCaptchas(KeycloakSessionFactory sessions) {
        marks = new Marks(sessions);
    }

    /** @return whether this was the first time, on any node */
    boolean add(SealedCaptcha captcha) {
        return marks.add(KEY_PREFIX + captcha.id(), captcha.expiration() - Clock.now() + CLOCK_SKEW);
    }
}
