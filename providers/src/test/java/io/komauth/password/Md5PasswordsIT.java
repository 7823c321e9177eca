package io.komauth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;

import io.komauth.testing.Browser;
import io.komauth.testing.Credentials;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** A tenant whose passwords are kept by {@code md5-argon2}: who gets in with what, and where. */
@WithKeycloak
@EachDatabase
class Md5PasswordsIT {

    private static final String MD5_OF_ADMIN = Md5.hex("admin");

    /** For all tests that leave user and policy as they are: to make a realm takes longer than the rest of such a test. */
    private static TestRealm unchanged;

    @BeforeAll
    static void createTenant(KeycloakServer server) {
        unchanged = DemoTenant.copyTo(server);
    }

    @AfterAll
    static void removeTenant() {
        unchanged.close();
    }

    @Test
    void thePasswordLogsInEverywhereAndItsMd5AtTheLoginApi(KeycloakServer server) {
        assertOpens(server, unchanged, "admin");
    }

    @Test
    void theMd5IsRejectedByTheLoginPageAndTheStandardEndpoint(KeycloakServer server) {
        assertThat(standard(server, unchanged, MD5_OF_ADMIN).member("error")).isEqualTo("invalid_grant");
        assertThat(loginPage(server, unchanged, MD5_OF_ADMIN).page()).doesNotContain("/callback").contains("kc-form-login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "", "21232f297a57a5a743894a0e4a801fc", "21232f297a57a5a743894a0e4a801fc33",
            "21232f297a57a5a743894a0e4a801fc3 ", "21232f297a57a5a743894a0e4a801fcz"})
    void theLoginApiAcceptsOnlyTheMd5(String password, KeycloakServer server) {
        assertThat(documented(server, unchanged, password).status()).isEqualTo(400);
    }

    @Test
    void anMd5InCapitalsIsTheSame(KeycloakServer server) {
        assertThat(documented(server, unchanged, MD5_OF_ADMIN.toUpperCase(Locale.ROOT)).status()).isEqualTo(200);
    }

    @Test
    void anMd5ThatIsSetAsAPasswordIsJustText(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            reset(tenant, MD5_OF_ADMIN);

            assertOpens(server, tenant, MD5_OF_ADMIN);
            assertThat(standard(server, tenant, "admin").member("error")).isEqualTo("invalid_grant");
            assertThat(documented(server, tenant, MD5_OF_ADMIN).status()).isEqualTo(400);
        }
    }

    @Test
    void aPasswordResetByAnAdministratorLogsInEverywhere(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            reset(tenant, "密码 ü\t1");

            assertOpens(server, tenant, "密码 ü\t1");
            assertThat(documented(server, tenant, MD5_OF_ADMIN).status()).isEqualTo(400);
        }
    }

    @Test
    void aPasswordChangedByTheUserLogsInEverywhere(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            new Browser().open(URI.create(authorization(tenant) + "&kc_action=UPDATE_PASSWORD"))
                    .logIn("admin", "admin")
                    .submit("password-new", "new", "password-confirm", "new")
                    .parameter("code");

            assertOpens(server, tenant, "new");
            assertThat(documented(server, tenant, MD5_OF_ADMIN).status()).isEqualTo(400);
        }
    }

    /** Users who were there before the realm chose the algorithm: their first login with the password moves them over. */
    @Test
    void aLoginWithThePasswordRehashesAUserOfAnotherAlgorithm(KeycloakServer server) {
        String thirtyTwoDigits = "0123456789abcdef0123456789ABCDEF";
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.setPasswordPolicy(null))) {
            reset(tenant, thirtyTwoDigits);
            assertThat(algorithm(tenant)).isEqualTo("argon2");
            choose(tenant, "hashAlgorithm(md5-argon2)");

            assertThat(documented(server, tenant, Md5.hex(thirtyTwoDigits)).status()).isEqualTo(400);
            assertThat(standard(server, tenant, thirtyTwoDigits).status()).isEqualTo(200);

            assertThat(algorithm(tenant)).isEqualTo("md5-argon2");
            assertOpens(server, tenant, thirtyTwoDigits);
        }
    }

    /** By the documented path, too, where such a user's password itself is all there is to compare. */
    @Test
    void aLoginByTheLoginApiRehashesAUserOfAnotherAlgorithm(KeycloakServer server) {
        String thirtyTwoDigits = "0123456789abcdef0123456789abcdef";
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.setPasswordPolicy(null))) {
            reset(tenant, thirtyTwoDigits);
            choose(tenant, "hashAlgorithm(md5-argon2)");

            assertThat(documented(server, tenant, thirtyTwoDigits).status()).isEqualTo(200);

            assertThat(algorithm(tenant)).isEqualTo("md5-argon2");
            assertOpens(server, tenant, thirtyTwoDigits);
        }
    }

    /** What was kept stays as it is: argon2 does not ask for the algorithm, and finds its settings in it. */
    @Test
    void aRealmThatLeavesTheAlgorithmTakesThePasswordAsItIs(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            choose(tenant, "hashAlgorithm(argon2)");

            assertThat(documented(server, tenant, MD5_OF_ADMIN).status()).isEqualTo(400);
            assertThat(documented(server, tenant, "admin").status()).isEqualTo(200);
            assertThat(standard(server, tenant, "admin").status()).isEqualTo(200);
        }
    }

    @Test
    void aRealmThatDoesNotChooseTheAlgorithmTakesThePasswordAsItIs(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.setPasswordPolicy(null))) {
            reset(tenant, MD5_OF_ADMIN);

            assertThat(documented(server, tenant, MD5_OF_ADMIN).status()).isEqualTo(200);
            assertThat(standard(server, tenant, MD5_OF_ADMIN).status()).isEqualTo(200);
            assertThat(algorithm(tenant)).isEqualTo("argon2");
        }
    }

    @Test
    void thePasswordHistoryDetectsAnOldPassword(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            choose(tenant, "hashAlgorithm(md5-argon2) and passwordHistory(3)");
            reset(tenant, "second");

            Browser refused = new Browser().open(URI.create(authorization(tenant) + "&kc_action=UPDATE_PASSWORD"))
                    .logIn("admin", "second")
                    .submit("password-new", "admin", "password-confirm", "admin");

            assertThat(refused.page()).contains("password-new");
            assertOpens(server, tenant, "second");
        }
    }

    /** By the login page, by the standard endpoint, and by the documented path with its MD5. */
    private static void assertOpens(KeycloakServer server, TestRealm tenant, String password) {
        assertThat(documented(server, tenant, Md5.hex(password)).status()).as("documented path").isEqualTo(200);
        assertThat(standard(server, tenant, password).status()).as("standard endpoint").isEqualTo(200);
        assertThat(loginPage(server, tenant, password).parameter("code")).as("login page").isNotBlank();
    }

    private static ServerResponse documented(KeycloakServer server, TestRealm tenant, String password) {
        return LoginApiRequest.example(server, tenant).member("password", password).send();
    }

    private static ServerResponse standard(KeycloakServer server, TestRealm tenant, String password) {
        return TokenRequest.captchaGrant(server, tenant).param("password", password).send();
    }

    private static Browser loginPage(KeycloakServer server, TestRealm tenant, String password) {
        return new Browser().open(authorization(tenant)).logIn("admin", password);
    }

    private static URI authorization(TestRealm tenant) {
        return tenant.uri("/protocol/openid-connect/auth?client_id=sword&response_type=code&scope=openid"
                + "&redirect_uri=http://localhost/callback");
    }

    private static void reset(TestRealm tenant, String password) {
        tenant.admin().users().get(userId(tenant)).resetPassword(Credentials.password(password));
    }

    private static void choose(TestRealm tenant, String passwordPolicy) {
        RealmRepresentation realm = tenant.admin().toRepresentation();
        realm.setPasswordPolicy(passwordPolicy);
        tenant.admin().update(realm);
    }

    private static String algorithm(TestRealm tenant) {
        return StoredPassword.of(tenant, "admin").algorithm();
    }

    private static String userId(TestRealm tenant) {
        return tenant.admin().users().search("admin").get(0).getId();
    }
}
