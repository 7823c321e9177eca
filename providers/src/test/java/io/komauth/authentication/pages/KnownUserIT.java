package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.FederatedIdentityRepresentation;
import org.keycloak.representations.idm.IdentityProviderRepresentation;
import org.openqa.selenium.WebDriver;

/** Pages that ask for no name, since an organization step or an open session has said who it is. */
@WithKeycloak
@WithChromium
class KnownUserIT {

    private static final String NO_CODE = "Please type the characters in the picture.";

    /** Realms for tests of many cases, each of which takes less than to make a realm. */
    private static TestRealm protectedRealm;
    private static TestRealm linkedRealm;
    private static TestRealm usernameFirst;

    @BeforeAll
    static void createRealms(KeycloakServer server) {
        protectedRealm = organizations(server).with(options -> options.setBruteForceProtected(true)).create();
        linkedRealm = linked(server, true).create();
        link(linkedRealm);
        usernameFirst = PagesRealm.on(server).with(CaptchaFlows.usernameFirst()).create();
    }

    @AfterAll
    static void removeRealms() {
        protectedRealm.close();
        linkedRealm.close();
        usernameFirst.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void afterTheOrganizationStepTheCaptchaComesBeforeThePassword(String theme, Chromium chromium) {
        TestRealm realm = PagesRealm.reused(protectedRealm, theme);
        WebDriver driver = chromium.open();
        driver.get(AuthorizationCodeLogin.address(realm).toString());
        UsernamePage page = UsernamePage.in(driver).username(USER).submit();
        assertThat(page.captcha().pictureIsShown()).isTrue();
        assertThat(page.asksForAName()).isFalse();
        assertThat(page.asksForAPassword()).isFalse();
        assertThat(driver.getPageSource()).contains(USER);

        page.captcha().type("wrong");
        page.submit();
        assertThat(page.captcha().error()).startsWith("Those were not the characters in the picture.");
        assertThat(page.errors()).containsExactly(page.captcha().error());
        page.captcha().another();
        page.captcha().solve();
        page.submit();
        assertThat(page.captcha().isThere()).isFalse();
        LoginPage.in(driver).password(PASSWORD).submit();

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    /** Whatever comes from the page: nothing but a solved captcha leads on to the password. */
    @ParameterizedTest
    @ValueSource(strings = {"", "captchaCode", "captchaKey", "username", "password", "error", "authenticatorData", "login",
            "captchaAnother", "credentialId"})
    void aSingleFieldDoesNotReachThePasswordCheck(String field) {
        HttpLogin login = HttpLogin.at(protectedRealm).post("username", USER);
        for (int i = 0; i < 3; i++) {
            login.post(field, field.equals("username") ? USER : "abcde");
            assertThat(login.asksForAPassword()).isFalse();
            assertThat(login.hasCaptcha()).isTrue();
        }
        login.postSolved();
        assertThat(login.asksForAPassword()).isTrue();
        assertThat(login.post("password", PASSWORD).isOver()).as(login.page()).isTrue();
        assertThat(FailureCounts.ofUser(protectedRealm)).isZero();
    }

    @Test
    void everyPasswordAttemptAfterTheOrganizationStepRequiresACaptcha(KeycloakServer server) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.organizations()).create()) {
            HttpLogin login = HttpLogin.at(realm).post("username", USER);
            assertThat(login.asksForAPassword()).isTrue();
            assertThat(login.hasCaptcha()).isTrue();
            assertThat(login.post("password", PASSWORD).isOver()).isFalse();
            assertThat(login.post("username", USER, "password", PASSWORD).isOver()).isFalse();
            assertThat(login.post("captchaCode", TokenRequest.CODE).isOver()).isFalse();
            assertThat(login.page()).contains(NO_CODE);
            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).isZero();

            assertThat(login.postSolved("password", "wrong").isOver()).isFalse();
            assertThat(FailureCounts.events(realm, "invalid_user_credentials")).isEqualTo(1);
            assertThat(login.postSolved("password", PASSWORD).isOver()).isTrue();
        }
    }

    /** Keycloak's own form tells so, too; the page has a link that begins anew. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void afterTheOrganizationStepAnUnknownNameIsReportedAsUnknown(String theme, Chromium chromium) {
        TestRealm realm = PagesRealm.reused(protectedRealm, theme);
        WebDriver driver = chromium.open();
        driver.get(AuthorizationCodeLogin.address(realm).toString());
        UsernamePage page = UsernamePage.in(driver).username("nobody").submit();
        assertThat(page.captcha().isThere()).isTrue();
        page.captcha().type("wrong");
        page.submit();
        assertThat(page.errors()).containsExactly(page.captcha().error());
        page.captcha().solve();
        page.submit();

        assertThat(page.asksForAPassword()).isFalse();
        assertThat(page.errors()).containsExactly("Invalid username or email.");
    }

    @ParameterizedTest
    @CsvSource({"prompt=login, kom", "prompt=login, keycloak.v2", "kc_action=UPDATE_PASSWORD&prompt=login, keycloak"})
    void reauthenticationRequiresACaptcha(String parameters, String theme, Chromium chromium) {
        TestRealm realm = PagesRealm.reused(usernameFirst, theme);
        WebDriver driver = chromium.open();
        logIn(driver, realm);
        driver.get(AuthorizationCodeLogin.address(realm).toString());
        assertThat(AuthorizationCodeLogin.code(driver)).as("single sign-on").isNotBlank();

        driver.get(AuthorizationCodeLogin.address(realm) + "&" + parameters);
        UsernamePage page = UsernamePage.withoutName(driver);
        assertThat(page.asksForAPassword()).isFalse();
        page.captcha().type("wrong");
        page.submit();
        assertThat(page.errors()).containsExactly(page.captcha().error());
        page.captcha().solve();
        page.submit();
        assertThat(page.asksForAPassword()).isTrue();
    }

    /** Keycloak's form shows itself to users who could use their identity provider instead, without a field for the name. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reauthenticationOfALinkedUserRequiresACaptcha(boolean organizations, KeycloakServer server, Chromium chromium) {
        try (TestRealm realm = linked(server, organizations).create()) {
            link(realm);
            WebDriver driver = chromium.open();
            if (organizations) {
                driver.get(AuthorizationCodeLogin.address(realm).toString());
                UsernamePage.in(driver).username(USER).submit();
            } else {
                logIn(driver, realm);
                driver.get(AuthorizationCodeLogin.address(realm) + "&prompt=login");
            }
            UsernamePage page = UsernamePage.withoutName(driver);
            assertThat(driver.getPageSource()).contains("Elsewhere");
            page.captcha().type("wrong");
            page.submit();
            assertThat(page.errors()).containsExactly(page.captcha().error());
            page.captcha().solve();
            page.submit();
            assertThat(page.captcha().isThere()).isFalse();
            LoginPage.in(driver).password(PASSWORD).submit();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "captchaCode", "username", "error", "authenticatorData"})
    void aLinkedUserDoesNotPassWithoutACaptcha(String field) {
        HttpLogin login = HttpLogin.at(linkedRealm).post("username", USER).post(field, "x").post(field, "x");
        assertThat(login.asksForAPassword()).isFalse();

        assertThat(login.postSolved().asksForAPassword()).isTrue();
    }

    /** Keycloak's own step chooses the user for a new password; and its username form lets whoever was chosen pass. */
    @Test
    void aUserFromThePasswordResetPageSolvesACaptcha() {
        TestRealm realm = PagesRealm.reused(usernameFirst, "kom");
        HttpLogin login = HttpLogin.at(realm).forgetPassword();
        URI sameTab = login.loginAddress();
        login.post("username", USER).open(sameTab);

        assertThat(login.asksForAPassword()).isFalse();
        assertThat(login.hasCaptcha()).isTrue();
    }

    @Test
    void belowTheThresholdAKnownUserIsAskedForThePassword(KeycloakServer server) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.usernameFirstAfter(3))
                .with(CaptchaFlows.organizations()).create()) {
            HttpLogin login = HttpLogin.at(realm).post("username", USER);
            assertThat(login.asksForAPassword()).isTrue();
            login.post("password", "wrong").post("password", "wrong").post("password", "wrong");

            login = HttpLogin.at(realm).post("username", USER);
            assertThat(login.asksForAPassword()).isFalse();
            assertThat(login.postSolved().asksForAPassword()).isTrue();
            assertThat(login.post("password", PASSWORD).isOver()).isTrue();
        }
    }

    private static TestRealmOptions organizations(KeycloakServer server) {
        return PagesRealm.on(server).with(CaptchaFlows.usernameFirst()).with(CaptchaFlows.organizations());
    }

    private static TestRealmOptions linked(KeycloakServer server, boolean organizations) {
        IdentityProviderRepresentation elsewhere = new IdentityProviderRepresentation();
        elsewhere.setAlias("elsewhere");
        elsewhere.setDisplayName("Elsewhere");
        elsewhere.setProviderId("oidc");
        elsewhere.setEnabled(true);
        TestRealmOptions realm = organizations ? organizations(server)
                : PagesRealm.on(server).with(CaptchaFlows.usernameFirst());
        return realm.with(PagesRealm.theme("kom")).with(options -> options.setIdentityProviders(List.of(elsewhere)));
    }

    private static void link(TestRealm realm) {
        FederatedIdentityRepresentation identity = new FederatedIdentityRepresentation();
        identity.setUserId("1");
        identity.setUserName(USER);
        String user = realm.admin().users().search(USER).get(0).getId();
        realm.admin().users().get(user).addFederatedIdentity("elsewhere", identity).close();
    }

    private static void logIn(WebDriver driver, TestRealm realm) {
        driver.get(AuthorizationCodeLogin.address(realm).toString());
        UsernamePage page = UsernamePage.in(driver).username(USER);
        page.captcha().solve();
        page.submit();
        LoginPage.in(driver).password(PASSWORD).submit();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }
}
