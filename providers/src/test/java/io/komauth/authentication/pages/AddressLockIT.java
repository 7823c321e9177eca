package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.ServerClock;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** What an address may do that too many logins have failed from. */
@WithKeycloak
@EachDatabase
class AddressLockIT {

    private static final String GUESSER = "203.0.113.7";
    private static final String OTHER = "198.51.100.7";
    private static final String DENIED = "Too many failed logins from this address";
    private static final String DENIED_EN = "Too many failed logins from your network. Try again later.";
    private static final String DENIED_ZH = "来自您所在网络的登录失败次数过多，请稍后再试。";

    @Test
    void aLockedAddressSeesKeycloaksErrorPageAndNoOther(KeycloakServer server) {
        try (TestRealm realm = pages(server, "captcha-username-password-form")) {
            failOnPages(realm, GUESSER, 3);

            HttpLogin denied = HttpLogin.from(GUESSER, realm);

            assertThat(denied.status()).isEqualTo(429);
            assertThat(denied.page()).contains("kc-error-message", DENIED_EN).doesNotContain("name=\"password\"", "captchaKey");
            assertThat(HttpLogin.from(OTHER, realm).asksForAPassword()).isTrue();
            EventRepresentation event = lastError(realm);
            assertThat(event.getError()).isEqualTo("address_locked");
            assertThat(event.getIpAddress()).isEqualTo(GUESSER);
            assertThat(event.getDetails()).containsEntry("reason", DENIED);
        }
    }

    /** Keycloak's own page has no place to say so. */
    @Test
    void theErrorPageDeclaresTheLanguageOfItsMessage(KeycloakServer server) {
        try (TestRealm realm = pages(server, "captcha-username-password-form", settings -> {
            settings.setInternationalizationEnabled(true);
            settings.setSupportedLocales(Set.of("he"));
            settings.setDefaultLocale("he");
        })) {
            failOnPages(realm, GUESSER, 3);

            HttpLogin denied = HttpLogin.from(GUESSER, realm);
            assertThat(denied.status()).isEqualTo(429);
            assertThat(denied.page()).contains("<p class=\"instruction\" lang=\"en\" dir=\"ltr\">" + DENIED_EN);
        }
    }

    @Test
    void aPageThatWasOpenedBeforeIsNoWayAround(KeycloakServer server) {
        try (TestRealm realm = pages(server, "captcha-username-password-form")) {
            List<HttpLogin> tabs = IntStream.range(0, 6).mapToObj(i -> HttpLogin.from(GUESSER, realm)).toList();
            HttpLogin elsewhere = HttpLogin.from(OTHER, realm);
            tabs.subList(0, 3).forEach(tab -> submit(tab, "ana", "wrong"));

            tabs.subList(3, 5).forEach(tab -> submit(tab, "ana", "wrong"));
            HttpLogin right = submit(tabs.get(5), "ana", "password");

            assertThat(right.status()).isEqualTo(429);
            assertThat(right.page()).contains(DENIED_EN);
            assertThat(errors(realm, "invalid_user_credentials")).isEqualTo(3);
            assertThat(errors(realm, "address_locked")).isEqualTo(3);
            assertThat(submit(elsewhere, "ana", "password").isOver()).isTrue();
        }
    }

    @Test
    void aFlowWithoutTheStepIsReachedFromAPageThatWasOpenedBefore(KeycloakServer server) {
        try (TestRealm realm = pages(server, "auth-username-password-form", settings -> settings.setResetPasswordAllowed(true))) {
            HttpLogin before = HttpLogin.from(GUESSER, realm);
            failOnPages(realm, GUESSER, 3);

            assertThat(before.forgetPassword().status()).isEqualTo(200);
        }
    }

    @Test
    void aCaptchaThatWasDeniedIsNotSpent(KeycloakServer server) {
        try (TestRealm realm = tenant(server, settings -> { })) {
            String captcha = TokenRequest.fetchCaptcha(server, realm.name());
            failByToken(server, realm, GUESSER, 3);

            assertDenied(login(server, realm, "captcha", GUESSER).captcha(captcha, TokenRequest.CODE).send());
            assertThat(login(server, realm, "captcha", OTHER).captcha(captcha, TokenRequest.CODE).send().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "captcha"})
    void aTokenRequestIsDeniedWhateverItsPassword(String grantType, KeycloakServer server) {
        try (TestRealm realm = tenant(server, settings -> settings.setEventsEnabled(true))) {
            failByToken(server, realm, GUESSER, 3);

            assertDenied(solved(login(server, realm, grantType, GUESSER), server, realm).send());
            assertDenied(solved(login(server, realm, grantType, GUESSER), server, realm).param("password", "wrong").send());
            assertThat(solved(login(server, realm, grantType, OTHER), server, realm).send().status()).isEqualTo(200);
            EventRepresentation event = lastError(realm);
            assertThat(event.getError()).isEqualTo("address_locked");
            assertThat(event.getDetails()).containsEntry("username", "admin").containsEntry("reason", DENIED);
        }
    }

    @Test
    void theDocumentedApiSaysSoInTheCallersLanguage(KeycloakServer server) {
        try (TestRealm realm = tenant(server, settings -> { })) {
            failByToken(server, realm, GUESSER, 3);

            ServerResponse chinese = LoginApiRequest.example(server, realm).header("X-Forwarded-For", GUESSER).send();
            ServerResponse english = LoginApiRequest.example(server, realm).header("X-Forwarded-For", GUESSER)
                    .header("Accept-Language", "en").send();

            assertThat(List.of(chinese.status(), english.status())).containsExactly(400, 400);
            assertThat(chinese.member("error")).isEqualTo("invalid_grant");
            assertThat(chinese.member("error_description")).isEqualTo(DENIED_ZH);
            assertThat(english.member("error_description")).isEqualTo(DENIED_EN);
            assertThat(LoginApiRequest.example(server, realm).header("X-Forwarded-For", OTHER).send().status()).isEqualTo(200);
        }
    }

    @Test
    void theLockEndsByItselfAndDeniedAttemptsDoNotProlongIt(KeycloakServer server) {
        try (TestRealm realm = tenant(server, settings -> { })) {
            failByToken(server, realm, GUESSER, 3);

            try (ServerClock clock = ServerClock.of(server)) {
                for (int i = 0; i < 3; i++) {
                    clock.advance(590);
                    assertDenied(solved(login(server, realm, "captcha", GUESSER), server, realm).param("password", "wrong")
                            .send());
                }
                clock.advance(40);
                assertThat(solved(login(server, realm, "captcha", GUESSER), server, realm).send().status()).isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {GUESSER, "203.0.113.0/24", "2001:db8::/32, office.example, 203.0.113.7"})
    void anAllowedAddressIsNeverLocked(String allowed, KeycloakServer server) {
        try (TestRealm realm = tenant(server, settings -> settings.getAttributes().put("address-lock.allowed", allowed))) {
            failByToken(server, realm, GUESSER, 4);
            failByToken(server, realm, OTHER, 3);

            assertThat(solved(login(server, realm, "captcha", GUESSER), server, realm).send().status()).isEqualTo(200);
            assertDenied(solved(login(server, realm, "captcha", OTHER), server, realm).send());
        }
    }

    @Test
    void anIPv6AddressIsLockedWithAllOfItsNetwork(KeycloakServer server) {
        try (TestRealm realm = tenant(server, settings -> { })) {
            IntStream.rangeClosed(1, 3).forEach(i -> failByToken(server, realm, "2001:db8:1:2::" + i, 1));

            assertDenied(solved(login(server, realm, "captcha", "2001:db8:1:2:ffff::1"), server, realm).send());
            assertThat(solved(login(server, realm, "captcha", "2001:db8:1:3::1"), server, realm).send().status()).isEqualTo(200);
        }
    }

    /** Nobody has guessed anything there. */
    @Test
    void refusedCaptchasLockNoAddress(KeycloakServer server) {
        try (TestRealm realm = tenant(server, settings -> { })) {
            for (int i = 0; i < 5; i++) {
                login(server, realm, "captcha", GUESSER).captcha("none", TokenRequest.CODE).send();
            }

            assertThat(solved(login(server, realm, "captcha", GUESSER), server, realm).send().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"registration", "reset-credentials"})
    void theStepDeniesRegistrationsAndPasswordResetsToo(String flow, KeycloakServer server) {
        try (TestRealm realm = TestRealm.on(server).client("app", "secret").user("ana", "password").with(CaptchaFlows.login())
                .attribute("address-lock.failures", "3").with(settings -> {
                    settings.setRegistrationAllowed(true);
                    settings.setResetPasswordAllowed(true);
                    CaptchaFlows.registration().accept(settings);
                    CaptchaFlows.resetPassword().accept(settings);
                    settings.getAuthenticationFlows().stream()
                            .filter(each -> each.getAlias().equals(settings.getRegistrationFlow())
                                    || each.getAlias().equals(settings.getResetCredentialsFlow()))
                            .forEach(each -> each.setAuthenticationExecutions(CaptchaFlows.withFirst("deny-locked-address",
                                    each.getAuthenticationExecutions())));
                }).create()) {
            assertThat(open(HttpLogin.from(GUESSER, realm), flow).hasCaptcha()).isTrue();
            failOnPages(realm, GUESSER, 3);

            assertThat(open(HttpLogin.from(GUESSER, realm), flow).status()).isEqualTo(429);
            assertThat(open(HttpLogin.from(OTHER, realm), flow).hasCaptcha()).isTrue();
        }
    }

    private static HttpLogin open(HttpLogin login, String flow) {
        return flow.equals("registration") ? login.register() : login.forgetPassword();
    }

    private static void assertDenied(ServerResponse response) {
        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("invalid_grant");
        assertThat(response.member("error_description")).isEqualTo(DENIED);
    }

    private static void failOnPages(TestRealm realm, String address, int times) {
        IntStream.range(0, times).forEach(i -> submit(HttpLogin.from(address, realm), "ana", "wrong"));
    }

    private static HttpLogin submit(HttpLogin page, String username, String password) {
        return page.hasCaptcha() ? page.submit(username, password, TokenRequest.CODE) : page.submit(username, password);
    }

    private static void failByToken(KeycloakServer server, TestRealm realm, String address, int times) {
        IntStream.range(0, times).forEach(i -> assertThat(solved(login(server, realm, "captcha", address), server, realm)
                .param("username", "nobody" + i).send().member("error")).isEqualTo("invalid_grant"));
    }

    private static TokenRequest login(KeycloakServer server, TestRealm realm, String grantType, String address) {
        return TokenRequest.withoutCaptcha(server, realm.name(), grantType).header("X-Forwarded-For", address);
    }

    private static TokenRequest solved(TokenRequest login, KeycloakServer server, TestRealm realm) {
        return login.captcha(TokenRequest.fetchCaptcha(server, realm.name()), TokenRequest.CODE);
    }

    private static TestRealm pages(KeycloakServer server, String form) {
        return pages(server, form, settings -> { });
    }

    private static TestRealm pages(KeycloakServer server, String form, Consumer<RealmRepresentation> change) {
        return TestRealm.on(server).client("app", "secret").user("ana", "password")
                .with(CaptchaFlows.flow("locked browser", "deny-locked-address", form))
                .with(settings -> settings.setBrowserFlow("locked browser"))
                .with(settings -> settings.setEventsEnabled(true)).with(change).attribute("address-lock.failures", "3").create();
    }

    private static TestRealm tenant(KeycloakServer server, Consumer<RealmRepresentation> change) {
        return DemoTenant.copyTo(server, realm -> {
            CaptchaFlows.flow("locked direct grant", "deny-locked-address", "direct-grant-validate-captcha",
                    "direct-grant-validate-username", "direct-grant-validate-password").accept(realm);
            realm.setDirectGrantFlow("locked direct grant");
            // the addresses are not of this machine
            realm.setSslRequired("none");
            realm.getAttributes().putAll(Map.of("address-lock.failures", "3", "address-lock.window", "1800"));
            change.accept(realm);
        });
    }

    private static long errors(TestRealm realm, String error) {
        return events(realm).stream().filter(event -> error.equals(event.getError())).count();
    }

    private static EventRepresentation lastError(TestRealm realm) {
        return events(realm).get(0);
    }

    private static List<EventRepresentation> events(TestRealm realm) {
        return realm.admin().getEvents(List.of("LOGIN_ERROR"), null, null, null, null, null, 0, 100);
    }
}
