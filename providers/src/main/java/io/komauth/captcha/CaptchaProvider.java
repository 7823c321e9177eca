package io.komauth.captcha;

import org.keycloak.provider.Provider;

/**
 * Issues captchas and redeems them. An implementation must guarantee that
 * <ul>
 * <li>a captcha is redeemed once: of any number of concurrent attempts, on any nodes of a cluster, one at most is
 * {@link Redemption#SOLVED}, and a wrong answer spends the captcha just as the right one does;
 * <li>within one provider instance, which is one request, redeeming the same captcha again with the same answer gives
 * what the first time gave: a flow and a grant may both ask;
 * <li>a captcha is worth nothing to another audience than its own;
 * <li>no key, however malformed, makes {@link #redeem} throw.
 * </ul>
 */
public interface CaptchaProvider extends Provider {

    /** Issues a captcha that only this audience redeems. */
    Captcha issue(CaptchaAudience audience);

    /**
     * Redeems a captcha.
     *
     * @param key  what {@link Captcha#key()} was, as the client sent it back
     * @param code what the person read; compared at least without regard to case and surrounding blanks
     */
    Redemption redeem(CaptchaAudience audience, String key, String code);

    @Override
    default void close() {
    }
}
