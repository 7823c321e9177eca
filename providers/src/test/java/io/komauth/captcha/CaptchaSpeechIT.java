package io.komauth.captcha;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithKeycloak
class CaptchaSpeechIT {

    private static final int WAV_HEADER = 44;

    private final KeycloakServer server;
    private TestRealm realm;

    CaptchaSpeechIT(KeycloakServer server) {
        this.server = server;
    }

    @BeforeEach
    void askForSpeech() {
        realm = DemoTenant.copyTo(server, tenant -> tenant.getAttributes().put("captcha.audio", "true"));
    }

    @AfterEach
    void remove() {
        realm.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void aCaptchaIsSpokenAsAWavFile(String language)
            throws IOException, UnsupportedAudioFileException {
        ServerResponse speech = speak(captcha(realm), language);

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
    void oneKeyAlwaysGivesTheSameBytes() {
        String key = captcha(realm);

        byte[] english = speak(key, "en").body();
        byte[] chinese = speak(key, "zh").body();

        assertThat(speak(key, "en").body()).isEqualTo(english);
        assertThat(speak(key, "zh-TW").body()).isEqualTo(chinese).isNotEqualTo(english);
        assertThat(speak(captcha(realm), "en").body()).isNotEqualTo(english);
    }

    /** A link says the same, for browsers without scripts. */
    @Test
    void aLinkAndSingleCharactersGiveTheSameSpeech() {
        String key = captcha(realm);
        byte[] whole = speak(key, "en").body();

        ServerResponse linked = Request.get(URI.create(realm.uri("/captcha/audio") + "?language=en&captchaKey=" + key)).send();
        assertThat(linked.header("Content-Type")).hasValue("audio/wav");
        assertThat(linked.header("Cache-Control")).hasValue("no-store");
        assertThat(linked.body()).isEqualTo(whole);
        assertThat(IntStream.rangeClosed(1, 5).mapToObj(i -> speakOne(key, String.valueOf(i)).body())).allSatisfy(one ->
                assertThat(new String(whole, ISO_8859_1)).contains(new String(one, WAV_HEADER, one.length - WAV_HEADER, ISO_8859_1)));
        isRefused(speakOne(key, "6"));
        for (String none : List.of("0", "-1", "x", "")) {
            assertThat(speakOne(key, none).status()).as(none).isEqualTo(400);
        }
    }

    @Test
    void withoutALanguageItIsTheCallersElseTheRealms() {
        String key = captcha(realm);

        assertThat(ask(key).header("Accept-Language", "en-GB,zh;q=0.5").send().body())
                .isEqualTo(speak(key, "en").body());
        assertThat(ask(key).send().body()).as("the demo tenant's").isEqualTo(speak(key, "zh").body());
    }

    @Test
    void fetchingAudioDoesNotSpendTheCaptcha() {
        String key = captcha(realm);
        for (int i = 0; i < 5; i++) {
            speak(key, "en");
        }

        ServerResponse login = TokenRequest.withoutCaptcha(server, realm.name(), "captcha").captcha(key, TokenRequest.CODE)
                .send();

        assertThat(login.status()).as(login.toString()).isEqualTo(200);
    }

    @Test
    void anyOriginMayFetchAudio() {
        ServerResponse speech = ask(captcha(realm)).header("Origin", "https://any.example").send();

        assertThat(speech.header("Access-Control-Allow-Origin")).hasValue("https://any.example");
    }

    @Test
    void aKeyThatIsNoneOfThisRealmsIsRefused() {
        try (TestRealm other = TestRealm.on(server).create()) {
            String otherRealms = captcha(other);

            assertThat(speak(otherRealms, "en")).satisfies(CaptchaSpeechIT::isRefused);
            assertThat(speak("abc", "en")).satisfies(CaptchaSpeechIT::isRefused);
            assertThat(speak("x".repeat(1500), "en")).satisfies(CaptchaSpeechIT::isRefused);
        }
    }

    @Test
    void aRequestWithoutAKeySaysWhatIsMissing() {
        ServerResponse response = Request.post(realm.uri("/captcha/audio")).param("language", "en").send();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_request");
        assertThat(response.member("error_description")).isEqualTo("Missing parameter: captchaKey");
    }

    @Test
    void aRealmWithoutAudioServesNone() {
        try (TestRealm silent = TestRealm.on(server).create(); TestRealm off = TestRealm.on(server)
                .attribute("captcha.audio", "false").create(); TestRealm demo = DemoTenant.copyTo(server)) {
            assertThat(List.of(silent, off, demo)).allSatisfy(CaptchaSpeechIT::hasNoSpeech);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTenantOfATemplateDoesNotSpeak(TenantTemplate template) {
        try (TestRealm tenant = template.copyTo(server, options -> { })) {
            hasNoSpeech(tenant);
        }
    }

    private static void hasNoSpeech(TestRealm realm) {
        ServerResponse response = Request.post(realm.uri("/captcha/audio")).param("captchaKey", captcha(realm)).send();

        assertThat(response.status()).as(response.toString()).isEqualTo(404);
        assertThat(response.member("error")).isEqualTo("not_found");
    }

    private static void isRefused(ServerResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_grant");
    }

    private static String captcha(TestRealm realm) {
        return Request.get(realm.uri("/captcha")).send().member("key");
    }

    private ServerResponse speak(String key, String language) {
        return ask(key).param("language", language).send();
    }

    private ServerResponse speakOne(String key, String position) {
        return ask(key).param("language", "en").param("character", position).send();
    }

    private Request ask(String key) {
        return Request.post(realm.uri("/captcha/audio")).param("captchaKey", key);
    }
}
