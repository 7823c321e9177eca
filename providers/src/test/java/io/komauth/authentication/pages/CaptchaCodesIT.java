package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an input method types for the characters of a picture is right wherever a code comes in. */
@WithKeycloak
class CaptchaCodesIT {

    /** Full-width letters of either case, between ideographic spaces; circled ones; mathematical ones. */
    @ParameterizedTest
    @ValueSource(strings = {"\u3000ａＢｃＤｅ\u3000", "ⓐⓑⓒⓓⓔ", "𝐚𝐛𝐜𝐝𝐞"})
    void theCodeIsRight(String code, KeycloakServer server) {
        assertThat(LoginApiRequest.example(server).member("captchaCode", code).send()).as("documented API")
                .satisfies(CaptchaCodesIT::hasTokens);
        assertThat(TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha")
                .captcha(TokenRequest.fetchCaptcha(server, DemoTenant.NAME), code).send()).as("grant")
                .satisfies(CaptchaCodesIT::hasTokens);
        assertThat(TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "password")
                .captcha(TokenRequest.fetchCaptcha(server, DemoTenant.NAME), code).send()).as("step of a direct grant flow")
                .satisfies(CaptchaCodesIT::hasTokens);
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).create()) {
            assertThat(HttpLogin.at(realm).submit(USER, PASSWORD, code).isOver()).as("login page").isTrue();
        }
    }

    /** Of more than 4,000 characters Keycloak itself takes no parameter. */
    @ParameterizedTest
    @ValueSource(ints = {22, 3_000})
    void aCodeThatIsTooLongIsWrong(int length, KeycloakServer server) {
        ServerResponse response = LoginApiRequest.example(server).member("captchaCode", "\ufdfa".repeat(length)).send();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_grant");
    }

    private static void hasTokens(ServerResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        assertThat(response.member("access_token")).isNotBlank();
    }
}
