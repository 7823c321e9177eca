package io.komauth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LdapDirectory;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.EventRepresentation;

/** Passwords that clients of the documented API send in a form in which they cannot be right. */
@WithKeycloak
class SentPasswordsIT {

    private static final String NOT_MD5_EN =
            "This tenant expects the MD5 of the password, 32 hexadecimal digits. Other forms of a password are not checked.";
    private static final String NOT_MD5_ZH = "该租户要求密码以其 MD5（32 位十六进制数字）提交，其他形式的密码不会校验。";

    @ParameterizedTest
    @CsvSource({"md5-argon2,captcha", "md5-argon2,password", "sha1-md5,captcha"})
    void aPasswordThatIsNoMd5IsToldApartAndIsNoFailedLogin(String algorithm, String grantType, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            DemoTenant.protect(realm);
            realm.setPasswordPolicy("hashAlgorithm(" + algorithm + ")");
        })) {
            for (String username : List.of("admin", "nobody")) {
                for (String password : List.of("admin", "21232f297a57a5a743894a0e4a801fc", "21232f297a57a5a743894a0e4a801fc33",
                        "21232f297a57a5a743894a0e4a801fcz", "0".repeat(64), " 21232f297a57a5a743894a0e4a801fc3", "密码")) {
                    LoginApiRequest login = LoginApiRequest.example(server, tenant).member("grant_type", grantType)
                            .member("username", username).member("password", password);
                    assertIsToldApart(login.header("Accept-Language", "en").send(), NOT_MD5_EN);
                }
            }
            assertIsToldApart(LoginApiRequest.example(server, tenant).member("password", "admin").send(), NOT_MD5_ZH);

            assertThat(failures(tenant)).isZero();
            assertThat(events(tenant)).hasSize(15).allSatisfy(event -> {
                assertThat(event.getError()).isEqualTo("invalid_request");
                assertThat(event.getClientId()).isEqualTo("sword");
                assertThat(event.getUserId()).isNull();
                assertThat(event.getDetails()).containsKey("username")
                        .containsEntry("reason", "The password must be its MD5, 32 hexadecimal digits");
            });
            assertThat(LoginApiRequest.example(server, tenant).send().status()).isEqualTo(200);
        }
    }

    @Test
    void theCaptchaComesFirstAndIsSpent(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            LoginApiRequest login = LoginApiRequest.example(server, tenant).member("password", "admin");

            assertThat(LoginApiRequest.example(server, tenant).member("password", "admin").member("captchaCode", "wrong").send()
                    .member("error_description")).isEqualTo("验证码错误。");
            assertIsToldApart(login.send(), NOT_MD5_ZH);
            assertThat(login.send().member("error_description")).isEqualTo("验证码已过期或已使用，请重新获取。");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashAlgorithm(argon2)", "hashAlgorithm(pbkdf2-sha512)", ""})
    void aRealmOfAnotherAlgorithmTakesAnyPassword(String policy, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> {
            DemoTenant.protect(realm);
            realm.setPasswordPolicy(policy);
        })) {
            ServerResponse wrong = LoginApiRequest.example(server, tenant).member("password", "wrong").send();

            assertThat(wrong.member("error")).isEqualTo("invalid_grant");
            assertThat(failures(tenant)).isEqualTo(1);
        }
    }

    /** A directory may be what checks a password, and it knows no MD5; which user is in it, the answer must not tell. */
    @ParameterizedTest
    @CsvSource({"true,invalid_grant", "false,invalid_request"})
    void aRealmWithUserStorageTakesAnyPasswordWhileThatIsEnabled(boolean enabled, String error, KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> LdapDirectory.addTo(realm, LdapDirectory.NO_SERVER, enabled))) {
            assertThat(LoginApiRequest.example(server, tenant).member("password", "wrong").send().member("error"))
                    .isEqualTo(error);
            assertThat(LoginApiRequest.example(server, tenant).send().status()).isEqualTo(200);
        }
    }

    private static void assertIsToldApart(ServerResponse response, String text) {
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_request");
        assertThat(response.member("error_description")).isEqualTo(text);
    }

    private static int failures(TestRealm tenant) {
        String user = tenant.admin().users().search("admin").get(0).getId();
        return (int) tenant.admin().attackDetection().bruteForceUserStatus(user).get("numFailures");
    }

    private static List<EventRepresentation> events(TestRealm tenant) {
        return tenant.admin().getEvents(List.of("LOGIN_ERROR"), null, null, null, null, null, null, null);
    }
}
