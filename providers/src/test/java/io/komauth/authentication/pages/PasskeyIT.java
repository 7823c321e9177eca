package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TenantTemplate;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.openqa.selenium.WebDriver;

/** Passkeys on login pages with a captcha, in a browser that has an authenticator. */
@WithKeycloak
@WithChromium
class PasskeyIT {

    private static TestRealm login;
    private static TestRealm usernameFirst;
    private static TestRealm work;

    @BeforeAll
    static void createRealms(KeycloakServer server) {
        if (Passkey.isOfferedBy(server)) {
            login = realm(server, CaptchaFlows.login());
            usernameFirst = realm(server, CaptchaFlows.usernameFirst());
            work = realm(server, CaptchaFlows.login().andThen(CaptchaFlows.kind("work", 3)).andThen(options ->
                    options.getAttributes().putAll(Map.of("captcha.kinds", "work", "captcha.work.derivations", "100"))));
        }
    }

    @AfterAll
    static void removeRealms() {
        Stream.of(login, usernameFirst, work).filter(Objects::nonNull).forEach(TestRealm::close);
    }

    @BeforeEach
    void needsAServerWithPasskeys(KeycloakServer server) {
        assumeTrue(Passkey.isOfferedBy(server), "Keycloak's login pages take passkeys from 26.4 on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void aPasskeyNeedsNoCaptcha(String theme, Chromium chromium) {
        TestRealm realm = reused(login, theme);
        WebDriver driver = chromium.with().whole().open();
        Passkey passkey = register(driver, realm);

        LoginPage page = AuthorizationCodeLogin.of(driver, realm);
        assertThat(page.captcha().isThere()).isTrue();
        passkey.use();

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    /** Nor any work; and a cancelled one leaves a page whose password has some. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void aPasskeyNeedsNoProofOfWork(String theme, Chromium chromium) {
        TestRealm realm = reused(work, theme);
        WebDriver driver = chromium.with().whole().open();
        Passkey passkey = register(driver, realm);

        LoginPage page = AuthorizationCodeLogin.of(driver, realm);
        assertThat(page.work().isThere()).isTrue();
        passkey.cancel();
        assertThat(page.errors()).hasSize(1);
        assertThat(page.work().isThere()).isTrue();
        page.submitByKeyboard(USER, PASSWORD);
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();

        Passkey.endSessions(driver);
        AuthorizationCodeLogin.of(driver, realm);
        passkey.use();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void afterACancelledPasskeyThePasswordLogsIn(String theme, Chromium chromium) {
        TestRealm realm = reused(login, theme);
        WebDriver driver = chromium.with().whole().open();
        Passkey passkey = register(driver, realm);

        LoginPage page = AuthorizationCodeLogin.of(driver, realm);
        passkey.cancel();
        assertThat(page.errors()).hasSize(1);
        assertThat(page.captcha().pictureIsShown()).isTrue();
        passkey.cancel();
        assertThat(page.captcha().pictureIsShown()).isTrue();
        page.fill(USER, PASSWORD).submit();

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        assertThat(FailureCounts.ofUser(realm)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void afterAnUnknownPasskeyThePasswordLogsIn(String theme, Chromium chromium) {
        TestRealm realm = reused(login, theme);
        WebDriver driver = chromium.with().whole().open();
        Passkey passkey = register(driver, realm);
        Passkey.removeFrom(realm, USER);

        LoginPage page = AuthorizationCodeLogin.of(driver, realm);
        passkey.use();
        assertThat(page.errors()).hasSize(1);
        assertThat(page.captcha().pictureIsShown()).isTrue();
        page.fill(USER, PASSWORD).submit();

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        assertThat(FailureCounts.ofUser(realm)).isZero();
    }

    /** As a browser does that proposes passkeys in the field for the name. */
    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak"})
    void aPasskeyProposedByTheBrowserNeedsNoCaptcha(String theme, Chromium chromium) {
        TestRealm realm = reused(login, theme);
        WebDriver driver = chromium.with().whole().open();
        register(driver, realm).propose();

        driver.get(AuthorizationCodeLogin.address(realm).toString());
        Passkey.awaitLogin(driver);

        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void theUsernameFormTakesPasskeysToo(String theme, Chromium chromium) {
        TestRealm realm = reused(usernameFirst, theme);
        WebDriver driver = chromium.with().whole().open();
        Passkey passkey = register(driver, realm);

        driver.get(AuthorizationCodeLogin.address(realm).toString());
        UsernamePage page = UsernamePage.in(driver);
        passkey.cancel();
        assertThat(page.errors()).hasSize(1);
        page.username(USER).captcha().solve();
        page.submit();
        assertThat(page.asksForAPassword()).isTrue();

        Passkey.endSessions(driver);
        driver.get(AuthorizationCodeLogin.address(realm).toString());
        passkey.use();
        assertThat(page.asksForAName()).isFalse();
    }

    /** The step before the form has verified it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPasskeyOnTheOrganizationPageNeedsNoCaptcha(boolean onePage, KeycloakServer server, Chromium chromium) {
        Consumer<RealmRepresentation> flow = onePage ? CaptchaFlows.login() : CaptchaFlows.usernameFirst();
        try (TestRealm realm = realm(server, flow.andThen(CaptchaFlows.organizations()))) {
            WebDriver driver = chromium.with().whole().open();
            Passkey passkey = register(driver, realm);

            driver.get(AuthorizationCodeLogin.address(realm).toString());
            passkey.use();

            assertThat(driver.getPageSource()).doesNotContain("captchaCode");
            if (onePage) {
                assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
            }
        }
    }

    /** So that there is a way in without any test, also where a picture is asked for after failed logins. */
    @Test
    void aNewTenantOffersPasskeysBesideTheCaptcha(KeycloakServer server, Chromium chromium) {
        try (TestRealm tenant = TenantTemplate.TENANT.copyTo(server, PasskeyIT::withUser)) {
            WebDriver driver = chromium.with().whole().open();
            Passkey passkey = Passkey.with(driver);
            driver.get(AuthorizationCodeLogin.address(tenant) + "&kc_action=webauthn-register-passwordless");
            LoginPage.in(driver).submitByKeyboard(USER, PASSWORD);
            passkey.register();
            Passkey.endSessions(driver);

            assertThat(AuthorizationCodeLogin.of(driver, tenant).work().isThere()).isTrue();
            passkey.use();
            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        }
    }

    private static void withUser(RealmRepresentation realm) {
        realm.getClients().stream().filter(client -> TenantTemplate.CLIENT.equals(client.getClientId()))
                .forEach(client -> client.setRedirectUris(List.of("*")));
        UserRepresentation user = new UserRepresentation();
        user.setUsername(USER);
        user.setEnabled(true);
        CredentialRepresentation password = new CredentialRepresentation();
        password.setType(CredentialRepresentation.PASSWORD);
        password.setValue(PASSWORD);
        user.setCredentials(List.of(password));
        realm.setUsers(List.of(user));
    }

    /** Registers a passkey by the action that an application asks for, after a login by the password. */
    private static Passkey register(WebDriver driver, TestRealm realm) {
        Passkey passkey = Passkey.with(driver);
        driver.get(AuthorizationCodeLogin.address(realm) + "&kc_action=webauthn-register-passwordless");
        UsernamePage page = UsernamePage.in(driver).username(USER);
        if (!page.asksForAPassword()) {
            if (page.captcha().isThere()) {
                page.captcha().solve();
            }
            page.submit();
            if (!page.asksForAPassword()) {
                // the captcha alone, where the organization step has asked for the name
                page.captcha().solve();
                page.submit();
            }
        }
        LoginPage login = LoginPage.in(driver).password(PASSWORD);
        if (login.captcha().isThere()) {
            login.solveCaptcha();
        }
        login.submit();
        passkey.register();
        assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
        Passkey.endSessions(driver);
        return passkey;
    }

    private static TestRealm reused(TestRealm realm, String theme) {
        Passkey.removeFrom(realm, USER);
        return PagesRealm.reused(realm, theme);
    }

    private static TestRealm realm(KeycloakServer server, Consumer<RealmRepresentation> flow) {
        return PagesRealm.on(server).with(flow).with(PagesRealm.theme("kom")).with(realm -> {
            realm.setBruteForceProtected(true);
            Passkey.offer(realm);
        }).create();
    }
}
