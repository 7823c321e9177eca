package io.komauth.captcha;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.SplittableRandom;

import io.komauth.captcha.image.Alphabet;
import io.komauth.captcha.image.CaptchaPainter;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Captchas as pictures. Nothing is stored when one is issued: its key is the captcha itself, sealed, so that a flood of
 * requests fills no cache and any node of a cluster redeems what any other issued.
 */
final class ImageCaptchaProvider implements CaptchaProvider {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeycloakSession session;
    private final CaptchaSettings settings;
    private final Answers answers;
    private final CaptchaPainter painter;

    private Attempt lastAttempt;

    ImageCaptchaProvider(KeycloakSession session, CaptchaSettings settings, Answers answers, CaptchaPainter painter) {
        this.session = session;
        this.settings = settings;
        this.answers = answers;
        this.painter = painter;
    }

    @Override
    public Captcha issue(RealmModel realm) {
        String answer = answers.draw(settings.length(realm));
        int lifespan = settings.lifespan(realm);
        String id = KeycloakModelUtils.generateId();
        String key = seal(realm).seal(new SealedCaptcha(id, Clock.now() + lifespan, answer));
        byte[] image = painter.paint(answer, new SplittableRandom(RANDOM.nextLong()));
        return new Captcha(key, image, lifespan);
    }

    @Override
    public Redemption redeem(RealmModel realm, String key, String code) {
        if (lastAttempt == null || !lastAttempt.isOf(realm, key, code)) {
            lastAttempt = new Attempt(realm.getId(), key, code, redeemFirst(realm, key, code));
        }
        return lastAttempt.redemption();
    }

    private Redemption redeemFirst(RealmModel realm, String key, String code) {
        return seal(realm).open(key)
                .filter(captcha -> Clock.now() < captcha.expiration())
                .filter(new UsedCaptchas(session.getKeycloakSessionFactory())::add)
                .map(captcha -> sameText(captcha.answer(), code) ? Redemption.SOLVED : Redemption.WRONG)
                .orElse(Redemption.INVALID);
    }

    private CaptchaSeal seal(RealmModel realm) {
        return new CaptchaSeal(session.keys(), realm);
    }

    /** In a time that does not tell how much of the code was right. */
    private static boolean sameText(String answer, String code) {
        return MessageDigest.isEqual(Alphabet.read(answer).getBytes(StandardCharsets.UTF_8),
                Alphabet.read(code).getBytes(StandardCharsets.UTF_8));
    }

    private record Attempt(String realmId, String key, String code, Redemption redemption) {

        boolean isOf(RealmModel realm, String key, String code) {
            return realmId.equals(realm.getId()) && this.key.equals(key) && this.code.equals(code);
        }
    }
}
