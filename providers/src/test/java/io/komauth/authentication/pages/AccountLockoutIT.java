package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** Keycloak counts a failed form for the user whose name the session has: it must not have it from a page without a captcha. */
@WithKeycloak
class AccountLockoutIT {

    private static final int ATTEMPTS = 3;

    /** What a browser flow asks for first. */
    enum Form {
        LOGIN(CaptchaFlows.login()),
        USERNAME(CaptchaFlows.usernameFirst());

        private final Consumer<RealmRepresentation> flow;

        Form(Consumer<RealmRepresentation> flow) {
            this.flow = flow;
        }
    }

    /** Ways to name a user without solving a captcha; each has a victim of that name. */
    enum Way {
        NO_CAPTCHA {
            @Override
            PlainLogin name(TestRealm realm, String victim) {
                return PlainLogin.at(realm).submit(victim, "x");
            }
        },
        WRONG_CAPTCHA {
            @Override
            PlainLogin name(TestRealm realm, String victim) {
                return PlainLogin.at(realm).submit(victim, "x", "wrong");
            }
        },
        EMAIL {
            @Override
            PlainLogin name(TestRealm realm, String victim) {
                return PlainLogin.at(realm).submit(victim + "@example.org", "x");
            }
        },
        ANOTHER_PICTURE {
            @Override
            PlainLogin name(TestRealm realm, String victim) {
                return PlainLogin.at(realm).post("username", victim, "captchaAnother", "true");
            }
        },
        FAILED_PASSKEY {
            @Override
            PlainLogin name(TestRealm realm, String victim) {
                return PlainLogin.at(realm).submit(victim, "x").post("error", "x").post("error", "x", "userHandle", "");
            }
        },
        PASSKEY_BESIDE_A_PASSWORD {
            @Override
            PlainLogin name(TestRealm realm, String victim) {
                return PlainLogin.at(realm).post("username", victim, "password", "x", "error", "x", "userHandle", "");
            }
        },
        LOGIN_HINT {
            @Override
            PlainLogin name(TestRealm realm, String victim) {
                return PlainLogin.at(realm, "login_hint=" + victim).post("password", "x");
            }
        };

        abstract PlainLogin name(TestRealm realm, String victim);

        String victim() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoSolvesNoCaptchaAddsNoFailureByStockForms(Form form, KeycloakServer server) {
        try (TestRealm realm = protectedRealm(server).with(form.flow).create()) {
            for (Way way : Way.values()) {
                PlainLogin login = way.name(realm, way.victim()).register();
                repeat(() -> login.post("firstName", "x"));
                // Keycloak's own page for forgotten passwords takes the hint for a name that was typed
                if (way != Way.LOGIN_HINT) {
                    login.backToLogin().forgetPassword();
                    repeat(() -> login.post("username", ""));
                }
            }

            assertNobodyHasFailures(realm);
        }
    }

    @ParameterizedTest
    @CsvSource({"LOGIN, 10", "LOGIN, 90", "USERNAME, 90"})
    void whoSolvesNoCaptchaAddsNoFailureByFormsWithACaptcha(Form form, int priority, KeycloakServer server) {
        try (TestRealm realm = protectedRealm(server).with(form.flow).with(CaptchaFlows.resetPassword())
                .with(CaptchaFlows.registration("registration-captcha-page-form", priority)).create()) {
            for (Way way : Way.values()) {
                PlainLogin login = way.name(realm, way.victim()).register();
                repeat(() -> login.post("firstName", "x"));
                login.backToLogin().forgetPassword();
                repeat(() -> login.post("username", ""));
                repeat(() -> login.submit(way.victim(), "x", "wrong"));
                repeat(() -> login.post("x", "x"));
                login.backToLogin().register();
                repeat(() -> login.post("firstName", "x"));
            }

            assertNobodyHasFailures(realm);
        }
    }

    /** On Keycloak's own registration page, which nothing else stands before. */
    @ParameterizedTest
    @EnumSource
    void aHintThatTheResetPageShowsIsNoFailureElsewhere(Form form, KeycloakServer server) {
        try (TestRealm realm = protectedRealm(server).with(form.flow).with(CaptchaFlows.resetPassword()).create()) {
            PlainLogin login = PlainLogin.at(realm, "login_hint=" + Way.LOGIN_HINT.victim()).forgetPassword();
            assertThat(login.page()).contains("value=\"" + Way.LOGIN_HINT.victim() + "\"");
            login.backToLogin().register();
            repeat(() -> login.post("firstName", "x"));

            assertNobodyHasFailures(realm);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAttemptBelowTheLimitOrWithASolvedCaptchaIsOneFailure(boolean solved, KeycloakServer server) {
        try (TestRealm realm = protectedRealm(server).with(solved ? CaptchaFlows.login() : CaptchaFlows.loginAfter(10)).create()) {
            String victim = Way.NO_CAPTCHA.victim();
            PlainLogin login = fail(realm, victim, solved).register();
            repeat(() -> login.post("firstName", "x"));
            login.backToLogin().forgetPassword();
            repeat(() -> login.post("username", ""));

            // a failure that counts, whose record is written behind any of these
            fail(realm, Way.EMAIL.victim(), solved);
            Poll.until("the wrong password is on record", () -> Failures.ofUser(realm, Way.EMAIL.victim()) > 0);
            assertThat(Failures.ofUser(realm, victim)).isEqualTo(1);
        }
    }

    @Test
    void thePageForForgottenPasswordsShowsTheNameThatWasTyped(KeycloakServer server) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.resetPassword()).create()) {
            assertThat(PlainLogin.at(realm).submit("typed", "x", "wrong").forgetPassword().page())
                    .contains("value=\"typed\"");
            assertThat(PlainLogin.at(realm).submit("typed", "x", TokenRequest.CODE).forgetPassword().page())
                    .contains("value=\"typed\"");
        }
    }

    private static TestRealmOptions protectedRealm(KeycloakServer server) {
        TestRealmOptions realm = PagesRealm.on(server).with(options -> options.setBruteForceProtected(true))
                .with(Passkey::offer);
        for (Way way : Way.values()) {
            realm.user(way.victim(), PagesRealm.PASSWORD);
        }
        return realm;
    }

    private static PlainLogin fail(TestRealm realm, String username, boolean solved) {
        PlainLogin login = PlainLogin.at(realm);
        return solved ? login.submit(username, "wrong", TokenRequest.CODE) : login.submit(username, "wrong");
    }

    private static void repeat(Runnable attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            attempt.run();
        }
    }

    private static void assertNobodyHasFailures(TestRealm realm) {
        // a failure that counts, whose record is written behind any of these
        PlainLogin login = PlainLogin.at(realm).submit(PagesRealm.USER, "wrong", TokenRequest.CODE);
        if (!login.hasCaptcha()) {
            login.post("password", "wrong");
        }
        Poll.until("the wrong password is on record", () -> Failures.ofUser(realm) > 0);
        Map<String, Integer> failures = new LinkedHashMap<>();
        for (Way way : Way.values()) {
            failures.put(way.victim(), Failures.ofUser(realm, way.victim()));
        }
        assertThat(failures.values()).as(failures.toString()).containsOnly(0);
    }
}
