package io.komauth.captcha;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithKeycloak
class CaptchaResourceIT {

    private static final String DATA_URI = "data:image/png;base64,";

    @Test
    void aCaptchaIsAKeyAPictureAndALifespan(KeycloakServer server) throws IOException {
        ServerResponse response = Request.get(server.uri("/realms/000000/captcha")).send();

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).hasValue("application/json");
        assertThat(response.header("Cache-Control")).hasValue("no-store");
        JsonNode captcha = response.json();
        assertThat(captcha.fieldNames()).toIterable().containsExactlyInAnyOrder("key", "image", "expires_in");
        assertThat(captcha.get("key").asText()).hasSizeLessThan(1024).matches("[\\w.-]+");
        assertThat(captcha.get("expires_in").asInt()).isEqualTo(300);
        BufferedImage picture = picture(captcha.get("image").asText());
        assertThat(picture.getWidth()).isEqualTo(130);
        assertThat(picture.getHeight()).isEqualTo(48);
    }

    @ParameterizedTest
    @CsvSource({"1,130,48", "2,260,96"})
    void aPageMayAskForAFinerPicture(String density, int width, int height, KeycloakServer server) throws IOException {
        JsonNode captcha = Request.get(server.uri("/realms/000000/captcha?density=" + density)).send().json();

        BufferedImage picture = picture(captcha.get("image").asText());
        assertThat(picture.getWidth()).isEqualTo(width);
        assertThat(picture.getHeight()).isEqualTo(height);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "-1", "1.5", "02", "2000000000", "99999999999", "two"})
    void aPictureHasNoOtherSize(String density, KeycloakServer server) {
        ServerResponse response = Request.get(server.uri("/realms/000000/captcha?density=" + density)).send();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_request");
        assertThat(response.member("error_description")).contains("1 or 2");
    }

    @Test
    void everyCaptchaHasAKeyAndAPictureOfItsOwn(KeycloakServer server) {
        JsonNode one = Request.get(server.uri("/realms/000000/captcha")).send().json();
        JsonNode other = Request.get(server.uri("/realms/000000/captcha")).send().json();

        assertThat(one.get("key")).isNotEqualTo(other.get("key"));
        assertThat(one.get("image")).isNotEqualTo(other.get("image"));
    }

    @Test
    void anyOriginMayFetchOne(KeycloakServer server) {
        ServerResponse response = Request.get(server.uri("/realms/000000/captcha")).header("Origin", "https://any.example")
                .send();
        ServerResponse preflight = Request.of("OPTIONS", server.uri("/realms/000000/captcha"))
                .header("Origin", "https://any.example").header("Access-Control-Request-Method", "GET").send();

        assertThat(response.header("Access-Control-Allow-Origin")).hasValue("https://any.example");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).hasValue("https://any.example");
        assertThat(preflight.header("Access-Control-Allow-Methods").orElseThrow()).contains("GET");
    }

    /** Front ends of the documented API's family send these with every call, and some their cookies. */
    @ParameterizedTest
    @CsvSource({"/captcha,GET", "/captcha/audio,POST"})
    void aPageOfAnyOriginMaySendTheHeadersOfTheDocumentedApi(String path, String method, KeycloakServer server) {
        ServerResponse preflight = Request.of("OPTIONS", server.uri("/realms/000000" + path))
                .header("Origin", "https://any.example")
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", "authorization,blade-auth,blade-requested-with,tenant-id").send();
        ServerResponse response = Request.of(method, server.uri("/realms/000000" + path)).header("Origin", "https://any.example")
                .header("Authorization", "Basic x").header("Tenant-Id", "000000")
                .body("application/x-www-form-urlencoded", "").send();

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Methods").orElseThrow().split(", ?")).contains(method);
        assertThat(preflight.header("Access-Control-Allow-Headers").orElseThrow().split(", ?")).contains("Authorization",
                "Content-Type", "tenantId", "Tenant-Id", "Blade-Auth", "Blade-Requested-With", "Captcha-Key", "Captcha-Code",
                "User-Type", "Dept-Id", "Role-Id");
        assertThat(List.of(preflight, response)).allSatisfy(each -> {
            assertThat(each.header("Access-Control-Allow-Origin")).hasValue("https://any.example");
            assertThat(each.header("Access-Control-Allow-Credentials")).hasValue("true");
        });
    }

    @Test
    void aRealmSetsTheLifespanAndWhatIsOutOfRangeCountsAsTheNearestInIt(KeycloakServer server) {
        try (TestRealm shorter = TestRealm.on(server).attribute("captcha.lifespan", "45").create();
                TestRealm tooShort = TestRealm.on(server).attribute("captcha.lifespan", "1").create();
                TestRealm nonsense = TestRealm.on(server).attribute("captcha.lifespan", "a while")
                        .attribute("captcha.length", "99").create()) {
            assertThat(lifespan(shorter)).isEqualTo(45);
            assertThat(lifespan(tooShort)).isEqualTo(30);
            assertThat(lifespan(nonsense)).isEqualTo(300);
            assertThat(server.log()).contains("Realm " + tooShort.name()
                    + ": the value '1' of captcha.lifespan is out of range, 30 is used instead");
        }
    }

    @Test
    void aDisabledRealmIssuesNone(KeycloakServer server) {
        try (TestRealm realm = TestRealm.on(server).with(disabled -> disabled.setEnabled(false)).create()) {
            ServerResponse response = Request.get(realm.uri("/captcha")).send();

            assertThat(response.status()).isEqualTo(403);
            assertThat(response.member("error")).isEqualTo("access_denied");
        }
    }

    @Test
    void anUnknownRealmIssuesNone(KeycloakServer server) {
        assertThat(Request.get(server.uri("/realms/nowhere/captcha")).send().status()).isEqualTo(404);
    }

    private static int lifespan(TestRealm realm) {
        return Request.get(realm.uri("/captcha")).send().json().get("expires_in").asInt();
    }

    private static BufferedImage picture(String dataUri) throws IOException {
        assertThat(dataUri).startsWith(DATA_URI);
        byte[] png = Base64.getDecoder().decode(dataUri.substring(DATA_URI.length()));
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
