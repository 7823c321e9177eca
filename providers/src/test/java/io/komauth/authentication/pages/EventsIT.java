package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.representations.idm.EventRepresentation;

/** The events of pages that the page for operators promises. */
@WithKeycloak
class EventsIT {

    @ParameterizedTest
    @CsvSource({"auth, LOGIN_ERROR", "registrations, REGISTER_ERROR",
            "forgot-credentials, RESET_PASSWORD_ERROR"})
    @DisplayName("A refused captcha is an event of its form, with the reason where there is one; a missing one is another error")
    void refusedCaptcha(String page, String type, KeycloakServer server) {
        try (TestRealm realm = realm(server)) {
            open(realm, page).submit(fields(captchaOf(open(realm, page)), "wrong"));
            assertThat(only(realm, type)).satisfies(event -> {
                assertThat(event.getError()).isEqualTo("invalid_captcha");
                assertThat(event.getDetails()).containsKey("reason");
            });

            realm.admin().clearEvents();
            open(realm, page).submit(fields(null, null));
            assertThat(only(realm, type).getError()).isEqualTo("invalid_request");
        }
    }

    @Test
    @DisplayName("A wrong password and an unknown name are the events that Keycloak has for them, after a solved captcha")
    void wrongPassword(KeycloakServer server) {
        try (TestRealm realm = realm(server)) {
            open(realm, "auth").logIn(PagesRealm.USER, "wrong");
            assertThat(only(realm, "LOGIN_ERROR")).satisfies(event -> {
                assertThat(event.getError()).isEqualTo("invalid_user_credentials");
                assertThat(event.getDetails()).containsEntry("captcha", "solved");
            });

            realm.admin().clearEvents();
            open(realm, "auth").logIn("nobody", "wrong");
            assertThat(only(realm, "LOGIN_ERROR").getError()).isEqualTo("user_not_found");
        }
    }

    @Test
    @DisplayName("A lock-out is an event, and each login after it is one")
    void lockedOut(KeycloakServer server) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(copy -> {
            copy.setBruteForceProtected(true);
            copy.setFailureFactor(1);
            copy.setEnabledEventTypes(List.of("LOGIN_ERROR", "USER_DISABLED_BY_TEMPORARY_LOCKOUT"));
        }).create()) {
            open(realm, "auth").logIn(PagesRealm.USER, "wrong");
            Poll.until("the lock-out is an event",
                    () -> !events(realm, "USER_DISABLED_BY_TEMPORARY_LOCKOUT").isEmpty());

            realm.admin().clearEvents();
            open(realm, "auth").logIn(PagesRealm.USER, PagesRealm.PASSWORD);
            assertThat(only(realm, "LOGIN_ERROR").getError()).isEqualTo("user_temporarily_disabled");
        }
    }

    @Test
    @DisplayName("A login says whether it needed a captcha")
    void login(KeycloakServer server) {
        try (TestRealm always = realm(server);
                TestRealm later = PagesRealm.on(server).with(CaptchaFlows.loginAfter(3)).create()) {
            open(always, "auth").logIn(PagesRealm.USER, PagesRealm.PASSWORD);
            open(later, "auth").logIn(PagesRealm.USER, PagesRealm.PASSWORD);

            assertThat(only(always, "LOGIN").getDetails()).containsEntry("captcha", "solved");
            assertThat(only(later, "LOGIN").getDetails()).containsEntry("captcha", "not_needed")
                    .containsEntry("login_failures_window", "900");
        }
    }

    private static TestRealm realm(KeycloakServer server) {
        return PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.registration())
                .with(CaptchaFlows.resetPassword()).create();
    }

    private static Browser open(TestRealm realm, String page) {
        return new Browser().open(realm.uri("/protocol/openid-connect/" + page
                + "?client_id=app&response_type=code&scope=openid&redirect_uri=http://localhost/callback"));
    }

    private static String captchaOf(Browser browser) {
        return browser.page().replaceAll("(?s).*name=\"captchaKey\" value=\"([^\"]+)\".*", "$1");
    }

    /** Enough for each of the forms. */
    private static String[] fields(String captchaKey, String captchaCode) {
        Stream<String> form = Stream.of("username", "bob", "password", "bob's password", "password-confirm", "bob's password",
                "email", "bob@example.org", "firstName", "Bob", "lastName", "Example");
        return (captchaKey == null ? form : Stream.concat(form, Stream.of("captchaKey", captchaKey, "captchaCode", captchaCode)))
                .toArray(String[]::new);
    }

    private static EventRepresentation only(TestRealm realm, String type) {
        List<EventRepresentation> events = events(realm, type);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private static List<EventRepresentation> events(TestRealm realm, String type) {
        return realm.admin().getEvents(List.of(type), null, null, null, null, null, null, null);
    }
}
