package io.komauth.captcha;

import io.komauth.captcha.image.CaptchaPainter;
import io.komauth.config.RealmSetting;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * How captchas are made: what a realm's attributes say, else the server's options, else the defaults.
 *
 * @param serverLength   characters, for realms that do not say
 * @param serverLifespan seconds, for realms that do not say
 * @param serverAudio    whether captchas are spoken, for realms that do not say
 */
public record CaptchaSettings(int serverLength, int serverLifespan, boolean serverAudio) {

    public static final RealmSetting<Integer> LENGTH =
            RealmSetting.integer("captcha.length", "length", CaptchaPainter.MIN_LENGTH, CaptchaPainter.MAX_LENGTH, 5);
    public static final RealmSetting<Integer> LIFESPAN = RealmSetting.integer("captcha.lifespan", "lifespan", 30, 1_800, 300);
    /** Off by itself: a program hears speech far more often than it reads the picture, and attacks the weaker of the two. */
    public static final RealmSetting<Boolean> AUDIO = RealmSetting.bool("captcha.audio", "audio", false);

    private static final CaptchaSettings DEFAULTS =
            new CaptchaSettings(LENGTH.defaultValue(), LIFESPAN.defaultValue(), AUDIO.defaultValue());

    /** Those of this server: its options, where it uses our captchas. */
    public static CaptchaSettings of(KeycloakSession session) {
        return session.getKeycloakSessionFactory().getProviderFactory(CaptchaProvider.class)
                instanceof ImageCaptchaProviderFactory image ? image.settings() : DEFAULTS;
    }

    /** @throws IllegalArgumentException if an option is out of its range */
    static CaptchaSettings fromServer(Config.Scope config) {
        return new CaptchaSettings(LENGTH.fromServer(config), LIFESPAN.fromServer(config), AUDIO.fromServer(config));
    }

    int length(RealmModel realm) {
        return LENGTH.of(realm, serverLength);
    }

    int lifespan(RealmModel realm) {
        return LIFESPAN.of(realm, serverLifespan);
    }

    boolean audio(RealmModel realm) {
        return AUDIO.of(realm, serverAudio);
    }
}
