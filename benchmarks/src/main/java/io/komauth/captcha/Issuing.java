package io.komauth.captcha;

import java.security.SecureRandom;

import javax.crypto.spec.SecretKeySpec;

import io.komauth.testing.RealmWith;
import io.komauth.testing.Stub;

import org.keycloak.Config;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a request for a captcha has a server do, from the factory that the server keeps to the answer that it sends. */
@State(Scope.Benchmark)
public class Issuing {

    private static final int BYTES_OF_A_REALM_KEY = 16;
    private static final long EXPIRATION = Clock.now() + CaptchaSettings.LIFESPAN.fallback();

    private final CaptchaAudience audience = CaptchaAudience.tenant(RealmWith.attribute(""));
    private final ImageCaptchaProviderFactory captchas = new ImageCaptchaProviderFactory();
    private final KeyManager keys;
    private final KeycloakSession session;

    public Issuing() {
        CryptoIntegration.init(Issuing.class.getClassLoader());
        captchas.init(new Config.SystemPropertiesScope("no.such.option."));
        KeyWrapper key = new KeyWrapper();
        key.setKid(KeycloakModelUtils.generateId());
        key.setSecretKey(new SecretKeySpec(SecureRandom.getSeed(BYTES_OF_A_REALM_KEY), "AES"));
        keys = Stub.of(KeyManager.class, method -> key);
        session = Stub.of(KeycloakSession.class, method -> keys);
    }

    @Benchmark
    public Captcha issue() {
        return captchas.create(session).issue(audience);
    }

    @Benchmark
    public String seal() {
        SealedCaptcha captcha = new SealedCaptcha(KeycloakModelUtils.generateId(), EXPIRATION, "2x4m6");
        return new CaptchaSeal(keys, audience).seal(captcha);
    }
}
