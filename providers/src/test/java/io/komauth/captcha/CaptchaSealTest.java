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

class CaptchaSealTest {

    private static final SealedCaptcha CAPTCHA = new SealedCaptcha("id", 4711, "2x4m6");

    @BeforeAll
    static void initCrypto() {
        CryptoIntegration.init(CaptchaSealTest.class.getClassLoader());
    }

    @AfterEach
    void resetClock() {
        Time.setOffset(0);
    }

    @Test
    void whatWasSealedComesOutAgainAndFitsIntoAKey() {
        CaptchaSeal seal = seal("id", "name", 1);

        String key = seal.seal(CAPTCHA);

        assertThat(key).hasSizeBetween(150, 300);
        assertThat(seal.open(key)).hasValue(CAPTCHA);
    }

    @Test
    void theSameCaptchaIsSealedDifferentlyEachTime() {
        CaptchaSeal seal = seal("id", "name", 1);

        assertThat(seal.seal(CAPTCHA)).isNotEqualTo(seal.seal(CAPTCHA));
    }

    /** The content key changes at midnight, UTC: what was sealed before opens for as long as any captcha lives. */
    @ParameterizedTest
    @CsvSource({"23:59:50,20,true", "23:50:30,570,true", "12:00:00,600,true", "23:50:00,1500,true", "00:00:05,-30,true",
            "23:59:50,86410,false"})
    void aCaptchaOpensThroughItsLifeWhateverTheTimeOfDay(LocalTime sealedAt, int secondsLater, boolean opens) {
        CaptchaSeal seal = seal("id", "name", 1);
        LocalTime now = LocalTime.now(ZoneOffset.UTC);
        int offset = sealedAt.toSecondOfDay() - now.toSecondOfDay();
        Time.setOffset(offset);
        String key = seal.seal(CAPTCHA);

        Time.setOffset(offset + secondsLater);

        assertThat(seal.open(key).isPresent()).isEqualTo(opens);
    }

    @Test
    void anotherRealmNameIdOrSecretOpensNothing() {
        String key = seal("id", "name", 1).seal(CAPTCHA);

        assertThat(seal("id", "other", 1).open(key)).isEqualTo(Optional.empty());
        assertThat(seal("other", "name", 1).open(key)).isEqualTo(Optional.empty());
        assertThat(seal("id", "name", 2).open(key)).isEqualTo(Optional.empty());
    }

    @Test
    void whatIsForAnyTenantOpensNothingOfTheRealmThatSealedIt() {
        String key = seal("id", "name", 1, Scope.ANY_TENANT).seal(CAPTCHA);

        assertThat(seal("id", "name", 1, Scope.ANY_TENANT).open(key)).hasValue(CAPTCHA);
        assertThat(seal("id", "name", 1, Scope.TENANT).open(key)).isEmpty();
    }

    private static CaptchaSeal seal(String id, String name, int secret) {
        return seal(id, name, secret, Scope.TENANT);
    }

    private static CaptchaSeal seal(String id, String name, int secret, Scope scope) {
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
        return new CaptchaSeal(Stub.of(KeyManager.class, method -> key), new CaptchaAudience(realm, scope));
    }
}
