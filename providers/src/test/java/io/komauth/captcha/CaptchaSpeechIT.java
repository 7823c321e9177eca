package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

import io.komauth.testing.Answer;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithKeycloak
class CaptchaSpeechIT {

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void aCaptchaIsSpokenAsAWavFile(String language, KeycloakServer server)
            throws IOException, UnsupportedAudioFileException {
        Answer speech = speak(server, captcha(server), language);

        assertThat(speech.status()).as(speech.toString()).isEqualTo(200);
        assertThat(speech.header("Content-Type")).hasValue("audio/wav");
        assertThat(speech.header("Cache-Control")).hasValue("no-store");
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(speech.body()))) {
            AudioFormat format = sound.getFormat();
            assertThat(format.getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
            assertThat(sound.getFrameLength() / format.getFrameRate()).as("seconds").isBetween(2f, 15f);
        }
    }

    @Test
    void oneKeyAlwaysGivesTheSameBytes(KeycloakServer server) {
        String key = captcha(server);

        byte[] english = speak(server, key, "en").body();
        byte[] chinese = speak(server, key, "zh").body();

        assertThat(speak(server, key, "en").body()).isEqualTo(english);
        assertThat(speak(server, key, "zh-TW").body()).isEqualTo(chinese).isNotEqualTo(english);
        assertThat(speak(server, captcha(server), "en").body()).isNotEqualTo(english);
    }

    @Test
    void withoutALanguageItIsTheCallersElseTheRealms(KeycloakServer server) {
        String key = captcha(server);

        assertThat(ask(server, key).header("Accept-Language", "en-GB,zh;q=0.5").send().body())
                .isEqualTo(speak(server, key, "en").body());
        assertThat(ask(server, key).send().body()).as("the demo tenant's").isEqualTo(speak(server, key, "zh").body());
    }

    @Test
    void listeningSpendsNothing(KeycloakServer server) {
        String key = captcha(server);
        for (int i = 0; i < 5; i++) {
            speak(server, key, "en");
        }

        Answer login = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha").captcha(key, TokenRequest.CODE).send();

        assertThat(login.status()).as(login.toString()).isEqualTo(200);
    }

    @Test
    void anyOriginMayListen(KeycloakServer server) {
        Answer speech = ask(server, captcha(server)).header("Origin", "https://any.example").send();

        assertThat(speech.header("Access-Control-Allow-Origin")).hasValue("https://any.example");
    }

    @Test
    void aKeyThatIsNoneOfThisRealmsIsRefused(KeycloakServer server) {
        try (TestRealm other = TestRealm.on(server).create()) {
            String otherRealms = TokenRequest.fetchCaptcha(server, other.name());

            assertThat(speak(server, otherRealms, "en")).satisfies(CaptchaSpeechIT::isRefused);
            assertThat(speak(server, "abc", "en")).satisfies(CaptchaSpeechIT::isRefused);
            assertThat(speak(server, "x".repeat(1500), "en")).satisfies(CaptchaSpeechIT::isRefused);
        }
    }

    @Test
    void aRequestWithoutAKeySaysWhatIsMissing(KeycloakServer server) {
        Answer answer = Request.post(server.uri("/realms/000000/captcha/audio")).param("language", "en").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.member("error")).isEqualTo("invalid_request");
        assertThat(answer.member("error_description")).isEqualTo("Missing parameter: captchaKey");
    }

    @Test
    void aRealmCanSwitchSpeechOff(KeycloakServer server) {
        try (TestRealm silent = TestRealm.on(server).attribute("captcha.audio", "false").create()) {
            Answer answer = Request.post(silent.uri("/captcha/audio"))
                    .param("captchaKey", TokenRequest.fetchCaptcha(server, silent.name())).send();

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.member("error")).isEqualTo("not_found");
        }
    }

    private static void isRefused(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.member("error")).isEqualTo("invalid_grant");
    }

    private static String captcha(KeycloakServer server) {
        return TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
    }

    private static Answer speak(KeycloakServer server, String key, String language) {
        return ask(server, key).param("language", language).send();
    }

    private static Request ask(KeycloakServer server, String key) {
        return Request.post(server.uri("/realms/000000/captcha/audio")).param("captchaKey", key);
    }
}
