package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.ChosenDatabase;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.SharedServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.ComponentRepresentation;

/** A captcha from the third failure on. The server believes its proxy where requests come from. */
@WithKeycloak
@EachDatabase
class CaptchaThresholdIT {

    private static final String HERE = "192.0.2.1";
    private static final String ACCENTED = "\u00e1lice";
    private static final String WIDE = "\uff41lice";
    private static final int PARALLEL = 20;

    private final KeycloakServer server;

    CaptchaThresholdIT(KeycloakServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(strings = {USER, "nobody"})
    void theThirdFailureBringsTheCaptcha(String username) {
        try (TestRealm realm = realm()) {
            HttpLogin login = HttpLogin.from(HERE, realm);
            assertThat(login.hasCaptcha()).isFalse();
            assertThat(login.submit(username, "wrong").hasCaptcha()).isFalse();
            assertThat(login.submit(username, "wrong").hasCaptcha()).isFalse();
            assertThat(login.submit(username, "wrong").hasCaptcha()).isTrue();

            assertThat(HttpLogin.from(HERE, realm).hasCaptcha()).isTrue();
            assertThat(HttpLogin.from("192.0.2.2", realm).hasCaptcha()).isFalse();
        }
    }

    @Test
    void aNameNeedsACaptchaFromAnyAddress() {
        try (TestRealm realm = realm()) {
            for (int i = 1; i <= 3; i++) {
                HttpLogin.from("192.0.2." + i, realm).submit(USER, "wrong");
            }

            HttpLogin login = HttpLogin.from("192.0.2.9", realm);
            assertThat(login.hasCaptcha()).isFalse();
            assertThat(login.submit(USER, PASSWORD).isOver()).isFalse();
            assertThat(login.hasCaptcha()).isTrue();
            assertThat(login.submit(USER, PASSWORD, TokenRequest.CODE).isOver()).isTrue();
        }
    }

    @Test
    void spellingVariantsOfANameCountTogether() {
        try (TestRealm realm = realm()) {
            List<String> variants = List.of(USER.toUpperCase(Locale.ROOT), USER + "\u0001", " \u0002" + USER + "  ");
            for (int i = 0; i < variants.size(); i++) {
                HttpLogin.from("192.0.2." + i, realm).submit(variants.get(i), "wrong");
            }
            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).as("all are alice's").isEqualTo(3);

            assertThat(HttpLogin.from("192.0.2.9", realm).submit(USER, PASSWORD).hasCaptcha()).isTrue();
        }
    }

    @Test
    void wrongPasswordsOnASeparatePasswordPageCountForTheName() {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.usernameFirstAfter(3))
                .with(PagesRealm.theme("kom")).create()) {
            for (int i = 0; i < 3; i++) {
                HttpLogin.from("192.0.2." + i, realm).post("username", USER).post("password", "wrong");
            }
            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).isEqualTo(3);

            assertThat(HttpLogin.from("192.0.2.9", realm).post("username", USER).hasCaptcha()).isTrue();
        }
    }

    @Test
    void ofAHundredNamesFromOneAddressThreeAreTriedWithoutACaptcha() {
        try (TestRealm realm = realm()) {
            HttpLogin login = HttpLogin.from(HERE, realm);
            for (int i = 0; i < 100; i++) {
                login.submit("nobody-" + i, "wrong");
            }

            assertThat(login.hasCaptcha()).isTrue();
            assertThat(FailureCounts.events(realm, "user_not_found")).isEqualTo(3);
        }
    }

    @Test
    void ofManyConcurrentAttemptsThreeReachThePassword() {
        try (TestRealm realm = realm(3).costlyHashes().create()) {
            List<HttpLogin> logins = IntStream.range(0, PARALLEL)
                    .mapToObj(i -> HttpLogin.from("198.51.100." + i, realm)).toList();
            HttpLogin.allAtOnce(logins, login -> login.submit(USER, "wrong"));

            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).isEqualTo(3);
        }
    }

    @Test
    void aSuccessClearsTheNameButNotTheAddress() {
        try (TestRealm realm = realm()) {
            HttpLogin.from(HERE, realm).submit(USER, "wrong").submit(USER, "wrong");
            assertThat(HttpLogin.from(HERE, realm).submit(USER, PASSWORD).isOver()).isTrue();

            HttpLogin elsewhere = HttpLogin.from("192.0.2.2", realm);
            assertThat(elsewhere.submit(USER, "wrong").submit(USER, "wrong").hasCaptcha()).isFalse();
            assertThat(HttpLogin.from(HERE, realm).submit("nobody", "wrong").hasCaptcha()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCENTED, "al\u00adice", WIDE})
    void aSuccessUnderALookalikeNameClearsNobodyElsesCount(String lookalike) {
        assumeFalse(ChosenDatabase.isMariaDb() && lookalike.equals(ACCENTED), "MariaDB keeps no two names that differ by accents");
        try (TestRealm realm = realm(3)
                .user(lookalike, "another password", user -> user.setEmail("lookalike@example.org")).create()) {
            for (int i = 0; i < 30; i++) {
                HttpLogin.from("198.51.100." + i, realm).submit(USER, "guess " + i);
                HttpLogin owner = HttpLogin.from("203.0.113." + i, realm).submit(lookalike, "another password");
                if (!owner.isOver()) {
                    owner.submit(lookalike, "another password", TokenRequest.CODE);
                }
                assertThat(owner.isOver()).isTrue();
            }

            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).as("guesses without a captcha").isEqualTo(3);
        }
    }

    /** Keycloak notes the name that comes with a chosen organization, but goes on with the user whom it has found before. */
    @Test
    void afterTheOrganizationStepFailuresCountForItsUser() {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.loginAfter(3)).with(CaptchaFlows.organizations("acme", "other"))
                .with(PagesRealm.theme("kom")).create()) {
            CaptchaFlows.joinAllOrganizations(realm, USER);
            for (int i = 0; i < 30; i++) {
                HttpLogin login = HttpLogin.ofMemberFrom("198.51.100." + i, realm).post("username", USER);
                assertThat(login.page()).contains("kc.org");
                login.post("username", "random" + i, "kc.org", "acme").post("username", "random" + i, "password", "guess " + i);
            }

            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).isEqualTo(3);
        }
    }

    @Test
    void aSuccessClearsOnlyTheUsersOwnFailures() {
        try (TestRealm realm = realm(3)
                .user(WIDE, "another password", user -> user.setEmail("lookalike@example.org")).create()) {
            HttpLogin.from("198.51.100.1", realm).submit(USER, "wrong");
            HttpLogin.from("198.51.100.2", realm).submit(USER, "wrong");
            HttpLogin.from("198.51.100.3", realm).submit(WIDE, "wrong");
            assertThat(HttpLogin.from("198.51.100.4", realm).submit(USER, PASSWORD).hasCaptcha()).isTrue();
            assertThat(HttpLogin.from("198.51.100.5", realm).submit(WIDE, "another password")
                    .submit(WIDE, "another password", TokenRequest.CODE).isOver()).isTrue();

            assertThat(HttpLogin.from("198.51.100.6", realm).submit(USER, "wrong").hasCaptcha()).as("the third").isTrue();
            assertThat(HttpLogin.from("198.51.100.7", realm).submit(USER, PASSWORD).isOver()).isFalse();
        }
    }

    @Test
    void registeringClearsNoCount() {
        try (TestRealm realm = realm()) {
            for (int i = 1; i <= 3; i++) {
                HttpLogin.from("198.51.100." + i, realm).submit(USER, "wrong");
            }
            HttpLogin newcomer = HttpLogin.from("198.51.100.4", realm).register("username", WIDE,
                    "email", "lookalike@example.org", "firstName", "a", "lastName", "b",
                    "password", "another password", "password-confirm", "another password");
            assertThat(newcomer.isOver()).isTrue();

            assertThat(HttpLogin.from("198.51.100.5", realm).submit(USER, "wrong").hasCaptcha()).isTrue();
            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 3", "50, 3", "50, 1"})
    void concurrentUsersWithCorrectPasswordsFromOneAddressSeeNoCaptcha(int users, int threshold) {
        var options = realm(threshold).costlyHashes();
        for (int i = 0; i < users; i++) {
            options.user("user" + i, "password " + i);
        }
        try (TestRealm realm = options.create()) {
            List<HttpLogin> logins = IntStream.range(0, users).mapToObj(i -> HttpLogin.from(HERE, realm)).toList();
            HttpLogin.allAtOnce(logins, login -> {
                int user = logins.indexOf(login);
                login.submit("user" + user, "password " + user);
            });

            assertThat(logins).filteredOn(login -> !login.isOver()).as("did not log in at once").isEmpty();
        }
    }

    @Test
    void aUserWithSeveralConcurrentLoginsSeesNoCaptcha() {
        try (TestRealm realm = realm(1).costlyHashes().create()) {
            List<HttpLogin> logins = IntStream.range(0, 8)
                    .mapToObj(i -> HttpLogin.from("198.51.100." + i, realm)).toList();
            HttpLogin.allAtOnce(logins, login -> login.submit(USER, PASSWORD));

            assertThat(logins).allMatch(HttpLogin::isOver);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void ofManyNamesTriedConcurrentlyFromOneAddressOnlyTheThresholdIsLookedUp(int threshold) {
        try (TestRealm realm = realm(threshold).costlyHashes().create()) {
            List<HttpLogin> logins = IntStream.range(0, PARALLEL).mapToObj(i -> HttpLogin.from(HERE, realm)).toList();
            HttpLogin.allAtOnce(logins, login -> login.submit("nobody-" + logins.indexOf(login), "wrong"));

            assertThat(FailureCounts.events(realm, "user_not_found")).isEqualTo(threshold);
        }
    }

    @Test
    void aCorrectPasswordAmongConcurrentWrongOnesAllowsNoFurtherAttempts() {
        try (TestRealm realm = realm(3).costlyHashes().create()) {
            List<HttpLogin> logins = IntStream.range(0, 2 * PARALLEL)
                    .mapToObj(i -> HttpLogin.from("198.51.100." + i, realm)).toList();
            HttpLogin.allAtOnce(logins, login -> login.submit(USER, logins.indexOf(login) % 2 == 0 ? "wrong" : PASSWORD));

            long successes = realm.admin().getEvents(List.of("LOGIN"), null, null, null, null, null, 0, 100).size();
            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).isLessThanOrEqualTo(3 * (successes + 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 3, true", "3, 10, false"})
    void aChangedThresholdAppliesToEarlierFailures(int before, int after, boolean hasCaptcha) {
        try (TestRealm realm = realm(before).create()) {
            for (int i = 0; i < 4; i++) {
                HttpLogin.from("198.51.100." + i, realm).submit(USER, "wrong");
            }
            changeThreshold(realm, after);

            assertThat(HttpLogin.from("198.51.100.99", realm).submit(USER, "wrong").hasCaptcha()).isEqualTo(hasCaptcha);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"face.de", "cafe"})
    void aHostNameInPlaceOfAnAddressIsNotResolved(String host) {
        try (TestRealm realm = realm()) {
            for (int i = 0; i < 3; i++) {
                HttpLogin.from(host, realm).submit("nobody-" + i, "wrong");
            }

            assertThat(HttpLogin.from(host, realm).hasCaptcha()).isTrue();
            assertThat(HttpLogin.from(SharedServer.NAMED_ADDRESS, realm).hasCaptcha()).isFalse();
        }
    }

    @Test
    void aFailureOfTheUserStoreCountsAsAFailedLogin() {
        try (TestRealm realm = realm()) {
            realm.admin().components().add(unreachableLdap()).close();
            for (int i = 0; i < 3; i++) {
                HttpLogin.from("198.51.100." + i, realm).submit("nobody", "wrong");
            }

            assertThat(HttpLogin.from("198.51.100.99", realm).submit("nobody", "wrong").hasCaptcha()).isTrue();
        }
    }

    private static ComponentRepresentation unreachableLdap() {
        ComponentRepresentation ldap = new ComponentRepresentation();
        ldap.setName("ldap");
        ldap.setProviderId("ldap");
        ldap.setProviderType("org.keycloak.storage.UserStorageProvider");
        ldap.setConfig(new MultivaluedHashMap<>());
        Map.of("vendor", "other", "connectionUrl", "ldap://127.0.0.1:1", "usersDn", "ou=people", "authType", "none",
                "usernameLDAPAttribute", "uid", "rdnLDAPAttribute", "uid", "uuidLDAPAttribute", "entryUUID",
                "userObjectClasses", "person", "editMode", "READ_ONLY").forEach(ldap.getConfig()::putSingle);
        return ldap;
    }

    private static void changeThreshold(TestRealm realm, int failures) {
        var flows = realm.admin().flows();
        String config = flows.getExecutions("captcha browser").stream()
                .filter(step -> "captcha-username-password-form".equals(step.getProviderId())).findFirst().orElseThrow()
                .getAuthenticationConfig();
        AuthenticatorConfigRepresentation settings = flows.getAuthenticatorConfig(config);
        settings.getConfig().put("login-failures", Integer.toString(failures));
        flows.updateAuthenticatorConfig(config, settings);
    }

    private TestRealm realm() {
        return realm(3).create();
    }

    private TestRealmOptions realm(int failures) {
        return PagesRealm.on(server).with(CaptchaFlows.loginAfter(failures)).with(PagesRealm.theme("kom"));
    }
}
