package io.komauth.captcha;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.komauth.captcha.image.CaptchaPainter;
import io.komauth.captcha.image.PictureDensity;

import org.keycloak.models.RealmModel;
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
     * Does the same, with a picture of this density if the implementation has such.
     *
     * @return a captcha whose picture is to be shown at {@link CaptchaPainter#WIDTH} by {@link CaptchaPainter#HEIGHT} CSS pixels
     */
    default Captcha issue(CaptchaAudience audience, PictureDensity density) {
        return issue(audience);
    }

    /**
     * Redeems a captcha.
     *
     * @param audiences whose captchas will do; the first is whom the login is to
     * @param key       what {@link Captcha#key()} was, as the client sent it back
     * @param code      what the person read; compared at least without regard to case, surrounding blanks and width
     *                  (full-width characters)
     */
    Redemption redeem(List<CaptchaAudience> audiences, String key, String code);

    /**
     * Does the same, and accepts a captcha for some time after it has expired.
     *
     * @param grace seconds, at most {@link CaptchaDemand#PAGE_GRACE}
     */
    default Redemption redeem(List<CaptchaAudience> audiences, String key, String code, int grace) {
        return redeem(audiences, key, code);
    }

    /** @return whether this realm's captchas can be heard, too */
    default boolean speaks(RealmModel realm) {
        return false;
    }

    /**
     * Speaks a captcha that was issued, for people who cannot see its picture. It is not spent by that, nothing is stored,
     * and one key and language always give the same bytes: repeated requests reveal nothing more.
     *
     * @return a WAV file; empty if the key is expired, another audience's or none, or if the realm's captchas are not spoken
     */
    default Optional<byte[]> speak(CaptchaAudience audience, String key, Locale language) {
        return Optional.empty();
    }

    /**
     * Speaks one character of a captcha: that part of the speech of the whole.
     *
     * @param position of the character, from 1 on
     * @return empty also if the captcha has no such character
     */
    default Optional<byte[]> speak(CaptchaAudience audience, String key, Locale language, int position) {
        return Optional.empty();
    }

    /** @return how many characters the captchas of this realm have */
    default int length(RealmModel realm) {
        return CaptchaSettings.LENGTH.defaultValue();
    }

    @Override
    default void close() {
    }
}
