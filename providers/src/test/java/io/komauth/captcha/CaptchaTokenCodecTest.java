package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

import javax.crypto.spec.SecretKeySpec;

import io.komauth.captcha.CaptchaAudience.Scope;
import io.komauth.testing.Stub;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.common.crypto.CryptoIntegration;
import org.keycloak.common.util.Time;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeyManager;
import org.keycloak.models.RealmModel;

class CaptchaTokenCodecTest {

    private static final CaptchaToken CAPTCHA = new CaptchaToken("id", 4711, "2x4m6");

    @BeforeAll
    static void initCrypto() {
        CryptoIntegration.init(CaptchaTokenCodecTest.class.getClassLoader());
    }

    @AfterEach
    void resetClock() {
        Time.setOffset(0);
    }

    @Test
    void anEncodedTokenDecodesAndFitsIntoAKey() {
        CaptchaTokenCodec codec = codec("id", "name", 1);

        String key = codec.encode(CAPTCHA);

        assertThat(key).hasSizeBetween(150, 300);
        assertThat(codec.decode(key)).hasValue(CAPTCHA);
    }

    @Test
    void theSameTokenIsEncodedDifferentlyEachTime() {
        CaptchaTokenCodec codec = codec("id", "name", 1);

        assertThat(codec.encode(CAPTCHA)).isNotEqualTo(codec.encode(CAPTCHA));
    }

    /** The content key changes at midnight, UTC: what was sealed before opens for as long as any captcha lives. */
    @ParameterizedTest
    @CsvSource({"23:59:50,20,true", "23:50:30,570,true", "12:00:00,1800,true", "23:50:00,1500,true",
            "23:30:01,1800,true", "23:59:59,1800,true", "00:00:05,-30,true", "23:59:50,86410,false"})
    void aTokenDecodesForItsLifetimeWhateverTheTimeOfDay(LocalTime encodedAt, int secondsLater, boolean decodes) {
        CaptchaTokenCodec codec = codec("id", "name", 1);
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        int offset = encodedAt.toSecondOfDay() - now.toSecondOfDay();
        Time.setOffset(offset);
        String key = codec.encode(CAPTCHA);

        Time.setOffset(offset + secondsLater);

        assertThat(codec.decode(key).isPresent()).isEqualTo(decodes);
    }

    @Test
    void anotherRealmNameIdOrSecretDecodesNothing() {
        String key = codec("id", "name", 1).encode(CAPTCHA);

        assertThat(codec("id", "other", 1).decode(key)).isEqualTo(Optional.empty());
        assertThat(codec("other", "name", 1).decode(key)).isEqualTo(Optional.empty());
        assertThat(codec("id", "name", 2).decode(key)).isEqualTo(Optional.empty());
    }

    @Test
    void anAnyTenantTokenIsNoneOfTheRealmThatEncodedIt() {
        String key = codec("id", "name", 1, Scope.ANY_TENANT).encode(CAPTCHA);

        assertThat(codec("id", "name", 1, Scope.ANY_TENANT).decode(key)).hasValue(CAPTCHA);
        assertThat(codec("id", "name", 1, Scope.TENANT).decode(key)).isEmpty();
    }

    private static CaptchaTokenCodec codec(String id, String name, int secret) {
        return codec(id, name, secret, Scope.TENANT);
    }

    private static CaptchaTokenCodec codec(String id, String name, int secret, Scope scope) {
        RealmModel realm = Stub.of(RealmModel.class, method -> switch (method) {
            case "getId" -> id;
            case "getName" -> name;
            default -> throw new UnsupportedOperationException(method);
        });
        KeyWrapper key = new KeyWrapper();
        key.setKid("kid");
        byte[] bytes = new byte[16];
        bytes[0] = (byte) secret;
        key.setSecretKey(new SecretKeySpec(bytes, "AES"));
        return new CaptchaTokenCodec(Stub.of(KeyManager.class, method -> key), new CaptchaAudience(realm, scope));
    }
}
