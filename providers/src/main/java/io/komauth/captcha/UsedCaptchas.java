package io.komauth.captcha;

import java.util.function.Predicate;

import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/** The captchas that were redeemed and are not yet expired, known to all nodes of a cluster. */
final class UsedCaptchas {

    /** Seconds by which the clocks of nodes may differ. */
    static final int CLOCK_SKEW = 60;

    private static final String KEY_PREFIX = "kom-captcha.";

    private final KeycloakSessionFactory sessions;

    UsedCaptchas(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Marks a captcha as used, in a transaction of its own: with Keycloak's feature {@code stateless} the mark is a row
     * of the database, and in the request's transaction it would be rolled back with the refusal of a wrong answer.
     *
     * @return whether this was the first time, on any node
     */
    boolean add(SealedCaptcha captcha) {
        String key = KEY_PREFIX + captcha.id();
        long lifespan = captcha.expiration() - Clock.now() + CLOCK_SKEW;
        try {
            return inTransaction(store -> store.putIfAbsent(key, lifespan));
        } catch (RuntimeException e) {
            // of two rows inserted at the same moment, some databases refuse one by an error
            if (inTransaction(store -> store.contains(key))) {
                return false;
            }
            throw e;
        }
    }

    private boolean inTransaction(Predicate<SingleUseObjectProvider> operation) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions,
                session -> operation.test(session.singleUseObjects()));
    }
}
