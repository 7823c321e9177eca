package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.IdentityProviders;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;
import io.komauth.testing.browser.Chromium;
import io.komauth.testing.browser.WithChromium;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;

/** The first login through an identity provider by a user whose name is taken: that account's password, behind a captcha. */
@WithKeycloak
@WithChromium
class FirstBrokerLoginIT {

    private static final String ELSEWHERE = "password at the identity provider";
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]*/broker/idp/login[^\"]*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"kom", "keycloak.v2", "keycloak"})
    void aUserWhoSolvesTheCaptchaLinksTheAccount(String theme, KeycloakServer server, Chromium chromium) {
        try (TestRealm provider = provider(server);
                TestRealm realm = realm(server, provider, CaptchaFlows.firstBrokerLogin(), theme)) {
            WebDriver driver = chromium.open();
            AuthorizationCodeLogin.of(driver, realm);
            WebPage.with(driver, "social-idp").leaveBy(By.id("social-idp"));
            LoginPage.in(driver).username(USER).password(ELSEWHERE).submit();

            LoginPage page = LoginPage.in(driver);
            assertThat(page.username()).isEqualTo(USER);
            assertThat(page.captcha().pictureIsShown()).isTrue();
            page.password(PASSWORD).captcha().type("wrong");
            page.submit();
            assertThat(page.errors()).contains(page.captcha().error());
            assertThat(page.captcha().error()).startsWith("Those were not the characters in the picture.");
            assertThat(page.username()).isEqualTo(USER);
            page.fill(USER, "wrong").submit();
            assertThat(page.captcha().pictureIsShown()).isTrue();
            page.password(PASSWORD).solveCaptcha().submit();

            assertThat(AuthorizationCodeLogin.code(driver)).isNotBlank();
            assertThat(identities(realm)).isEqualTo(1);
        }
    }

    @Test
    void noPasswordIsCheckedWithoutACaptcha(KeycloakServer server) {
        try (TestRealm provider = provider(server);
                TestRealm realm = realm(server, provider, CaptchaFlows.firstBrokerLogin(), "kom")) {
            Browser browser = firstLogin(realm);
            for (int i = 0; i < 12; i++) {
                browser.submit("username", USER, "password", i % 2 == 0 ? "wrong" : PASSWORD);
                browser.submit("password", PASSWORD);
                assertThat(browser.hasCaptcha()).isTrue();
            }
            assertThat(errors(realm)).doesNotContain("invalid_user_credentials", "user_not_found");
            assertThat(FailureCounts.ofUser(realm)).isZero();
            assertThat(identities(realm)).isZero();

            browser.submitSolved("username", USER, "password", PASSWORD).parameter("code");
            assertThat(identities(realm)).isEqualTo(1);
        }
    }

    @Test
    void theThirdFailureBringsTheCaptcha(KeycloakServer server) {
        try (TestRealm provider = provider(server);
                TestRealm realm = realm(server, provider, CaptchaFlows.firstBrokerLoginAfter(3), "kom")) {
            CaptchaForEverybodyIT.ask(realm, true);
            assertThat(firstLogin(realm).hasCaptcha()).as("where everybody is asked").isTrue();
            CaptchaForEverybodyIT.ask(realm, false);
            Browser browser = firstLogin(realm);
            for (int i = 0; i < 3; i++) {
                assertThat(browser.hasCaptcha()).isFalse();
                browser.submit("username", USER, "password", "wrong");
            }
            assertThat(browser.hasCaptcha()).isTrue();
            browser.submit("username", USER, "password", PASSWORD);
            assertThat(identities(realm)).isZero();

            browser.submitSolved("username", USER, "password", PASSWORD).parameter("code");
            assertThat(identities(realm)).isEqualTo(1);
        }
    }

    /** To the page that asks for the password of the account that exists. */
    private static Browser firstLogin(TestRealm realm) {
        URI start = AuthorizationCodeLogin.address(realm);
        Browser browser = new Browser().open(start);
        Matcher link = LINK.matcher(browser.page());
        assertThat(link.find()).as(browser.page()).isTrue();
        return browser.open(start.resolve(link.group(1).replace("&amp;", "&"))).logIn(USER, ELSEWHERE);
    }

    private static TestRealm provider(KeycloakServer server) {
        return TestRealm.on(server).user(USER, ELSEWHERE).client("broker", "secret").create();
    }

    private static TestRealm realm(KeycloakServer server, TestRealm provider, Consumer<RealmRepresentation> flow, String theme) {
        return PagesRealm.on(server).with(flow).with(PagesRealm.theme(theme)).with(realm -> {
            realm.setBruteForceProtected(true);
            realm.setQuickLoginCheckMilliSeconds(0L);
            realm.addIdentityProvider(IdentityProviders.oidc(server, provider, "broker", "secret"));
        }).create();
    }

    private static List<String> errors(TestRealm realm) {
        return realm.admin().getEvents(List.of("IDENTITY_PROVIDER_FIRST_LOGIN_ERROR", "LOGIN_ERROR"), null, null, null, null,
                null, 0, 100).stream().map(event -> event.getError()).toList();
    }

    private static int identities(TestRealm realm) {
        return realm.admin().users().get(realm.admin().users().search(USER).get(0).getId()).getFederatedIdentity().size();
    }
}
