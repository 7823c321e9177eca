package io.komauth.captcha;

import io.komauth.captcha.image.CaptchaPainter;
import io.komauth.tenant.BooleanSetting;
import io.komauth.tenant.IntegerSetting;

import org.keycloak.Config;
import org.keycloak.models.RealmModel;

/**
 * How captchas are made: what a realm's attributes say, else the server's options, else the defaults.
 *
 * @param serverLength   characters, for realms that do not say
 * @param serverLifespan seconds, for realms that do not say
 * @param serverAudio    whether captchas are spoken, for realms that do not say
 */
record CaptchaSettings(int serverLength, int serverLifespan, boolean serverAudio) {

    static final IntegerSetting LENGTH = new IntegerSetting("captcha.length", "length", CaptchaPainter.SHORTEST,
            CaptchaPainter.LONGEST, 5);
    static final IntegerSetting LIFESPAN = new IntegerSetting("captcha.lifespan", "lifespan", 30, 600, 300);
    static final BooleanSetting AUDIO = new BooleanSetting("captcha.audio", "audio", true);

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
