package io.komauth.captcha;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import io.komauth.captcha.image.Alphabet;
import io.komauth.captcha.image.CaptchaPainter;
import io.komauth.captcha.image.PictureDensity;
import io.komauth.captcha.speech.AesCtrRandom;
import io.komauth.captcha.speech.CaptchaSpeaker;
import io.komauth.captcha.speech.SpeechLanguage;
import io.komauth.compat.KeycloakTime;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Captchas as pictures, and as speech. Nothing is stored when one is issued: its key is the captcha itself, sealed, so that a
 * flood of requests fills no cache and any node of a cluster redeems what any other issued.
 */
final class ImageCaptchaProvider implements CaptchaProvider {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final int WHOLE = 0;

    private final KeycloakSession session;
    private final CaptchaSettings settings;
    private final AnswerGenerator answerGenerator;
    private final CaptchaPainter painter;
    private final CaptchaSpeaker speaker;
    private final CaptchaMetrics metrics;

    /** A flow and a grant may both ask in one request. */
    private final Map<RedemptionAttempt, Redemption> redemptions = new HashMap<>();

    ImageCaptchaProvider(KeycloakSession session, CaptchaSettings settings, AnswerGenerator answerGenerator,
            CaptchaPainter painter, CaptchaSpeaker speaker, CaptchaMetrics metrics) {
        this.session = session;
        this.settings = settings;
        this.answerGenerator = answerGenerator;
        this.painter = painter;
        this.speaker = speaker;
        this.metrics = metrics;
    }

    @Override
    public Captcha issue(CaptchaAudience audience) {
        return issue(audience, PictureDensity.SINGLE);
    }

    @Override
    public Captcha issue(CaptchaAudience audience, PictureDensity density) {
        RealmModel realm = audience.realm();
        String answer = answerGenerator.generate(settings.length(realm));
        int lifespan = settings.lifespan(realm);
        String id = KeycloakModelUtils.generateId();
        String key = codec(audience).encode(new CaptchaToken(id, KeycloakTime.epochSeconds() + lifespan, answer));
        byte[] image = metrics.timePainting(() -> painter.paint(answer, new SplittableRandom(RANDOM.nextLong()), density));
        metrics.issued(audience, CaptchaKind.PICTURE);
        return new Captcha(key, image, lifespan);
    }

    @Override
    public Redemption redeem(List<CaptchaAudience> audiences, String key, String code) {
        return redeem(audiences, key, code, 0);
    }

    @Override
    public Redemption redeem(List<CaptchaAudience> audiences, String key, String code, int grace) {
        return redemptions.computeIfAbsent(new RedemptionAttempt(audiences, key, code), first -> {
            RedemptionOutcome outcome = outcome(first, grace);
            metrics.redeemed(audiences.get(0), CaptchaKind.PICTURE, outcome);
            return outcome.redemption();
        });
    }

    @Override
    public boolean speaks(RealmModel realm) {
        return settings.audio(realm);
    }

    @Override
    public Optional<byte[]> speak(CaptchaAudience audience, String key, Locale language) {
        return speak(audience, key, language, WHOLE);
    }

    @Override
    public int length(RealmModel realm) {
        return settings.length(realm);
    }

    @Override
    public Optional<byte[]> speak(CaptchaAudience audience, String key, Locale language, int position) {
        if (!speaks(audience.realm())) {
            return Optional.empty();
        }
        return codec(audience).decode(key)
                .filter(captcha -> KeycloakTime.epochSeconds() < captcha.expiration() + CaptchaDemand.PAGE_GRACE)
                .filter(captcha -> position <= captcha.answer().length())
                .map(captcha -> speak(captcha, SpeechLanguage.of(language), position));
    }

    /** What varies comes from the id, which nobody knows; it differs between languages, so that none explains the other. */
    private byte[] speak(CaptchaToken captcha, SpeechLanguage language, int position) {
        String secret = captcha.id() + ' ' + language;
        return speaker.speak(captcha.answer(), language, new AesCtrRandom(secret.getBytes(StandardCharsets.US_ASCII)),
                position);
    }

    private RedemptionOutcome outcome(RedemptionAttempt attempt, int grace) {
        RealmModel realm = attempt.audiences().get(0).realm();
        for (CaptchaAudience audience : attempt.audiences()) {
            Optional<CaptchaToken> captcha = codec(audience).decode(attempt.key());
            if (captcha.isPresent()) {
                return outcome(realm, audience.realm(), captcha.get(), attempt.code(), grace);
            }
        }
        return RedemptionOutcome.UNKNOWN;
    }

    /** What a realm asks of its own captchas, it asks of those that another realm's settings have made, too. */
    private RedemptionOutcome outcome(RealmModel realm, RealmModel maker, CaptchaToken captcha, String code, int grace) {
        int lessLife = Math.max(0, settings.lifespan(maker) - settings.lifespan(realm));
        if (KeycloakTime.epochSeconds() >= captcha.expiration() - lessLife + grace) {
            return RedemptionOutcome.EXPIRED;
        }
        if (settings.length(maker) < settings.length(realm)) {
            return RedemptionOutcome.TOO_SHORT;
        }
        if (!new UsedCaptchas(session.getKeycloakSessionFactory()).markUsed(captcha.id(), captcha.expiration())) {
            return RedemptionOutcome.USED;
        }
        return sameText(captcha.answer(), code) ? RedemptionOutcome.SOLVED : RedemptionOutcome.WRONG;
    }

    private CaptchaTokenCodec codec(CaptchaAudience audience) {
        return new CaptchaTokenCodec(session.keys(), audience);
    }

    /** In a time that does not tell how much of the code was right. */
    private static boolean sameText(String answer, String code) {
        return MessageDigest.isEqual(Alphabet.normalize(answer).getBytes(StandardCharsets.UTF_8),
                Alphabet.normalize(code).getBytes(StandardCharsets.UTF_8));
    }

    private record RedemptionAttempt(List<CaptchaAudience> audiences, String key, String code) {
    }
}
