package io.komauth.captcha;

import java.security.SecureRandom;

import javax.crypto.spec.SecretKeySpec;

import io.komauth.captcha.image.PictureDensity;
import io.komauth.compat.KeycloakTime;
import io.komauth.testing.RealmStub;
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
public class CaptchaIssuing {

    private static final int BYTES_OF_A_REALM_KEY = 16;
    private static final long EXPIRATION = KeycloakTime.epochSeconds() + CaptchaSettings.LIFESPAN.defaultValue();

    private final CaptchaAudience audience = CaptchaAudience.tenant(RealmStub.attribute(""));
    private final ImageCaptchaProviderFactory captchas = new ImageCaptchaProviderFactory();
    private final KeyManager keys;
    private final KeycloakSession session;

    public CaptchaIssuing() {
        CryptoIntegration.init(CaptchaIssuing.class.getClassLoader());
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

    /** As login pages show it. */
    @Benchmark
    public Captcha issueForPage() {
        return captchas.create(session).issue(audience, PictureDensity.DOUBLE);
    }

    @Benchmark
    public String seal() {
        CaptchaToken captcha = new CaptchaToken(KeycloakModelUtils.generateId(), EXPIRATION, "2x4m6");
        return new CaptchaTokenCodec(keys, audience).encode(captcha);
    }
}
