package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.EachDatabase;
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
@EachDatabase
class AccountLockoutIT {

    private static final int ATTEMPTS = 3;

    /** What a browser flow asks for first. */
    enum LoginForm {
        LOGIN(CaptchaFlows.login()),
        USERNAME(CaptchaFlows.usernameFirst());

        private final Consumer<RealmRepresentation> flow;

        LoginForm(Consumer<RealmRepresentation> flow) {
            this.flow = flow;
        }
    }

    /** Ways to name a user without solving a captcha; each has a victim of that name. */
    enum UnsolvedAttempt {
        NO_CAPTCHA {
            @Override
            HttpLogin name(TestRealm realm, String victim) {
                return HttpLogin.at(realm).submit(victim, "x");
            }
        },
        WRONG_CAPTCHA {
            @Override
            HttpLogin name(TestRealm realm, String victim) {
                return HttpLogin.at(realm).submit(victim, "x", "wrong");
            }
        },
        EMAIL {
            @Override
            HttpLogin name(TestRealm realm, String victim) {
                return HttpLogin.at(realm).submit(victim + "@example.org", "x");
            }
        },
        ANOTHER_PICTURE {
            @Override
            HttpLogin name(TestRealm realm, String victim) {
                return HttpLogin.at(realm).post("username", victim, "captchaAnother", "true");
            }
        },
        FAILED_PASSKEY {
            @Override
            HttpLogin name(TestRealm realm, String victim) {
                return HttpLogin.at(realm).submit(victim, "x").post("error", "x").post("error", "x", "userHandle", "");
            }
        },
        PASSKEY_BESIDE_A_PASSWORD {
            @Override
            HttpLogin name(TestRealm realm, String victim) {
                return HttpLogin.at(realm).post("username", victim, "password", "x", "error", "x", "userHandle", "");
            }
        },
        LOGIN_HINT {
            @Override
            HttpLogin name(TestRealm realm, String victim) {
                return HttpLogin.at(realm, "login_hint=" + victim).post("password", "x");
            }
        };

        abstract HttpLogin name(TestRealm realm, String victim);

        String victim() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @ParameterizedTest
    @EnumSource
    void unsolvedAttemptsAddNoFailureThroughStockForms(LoginForm form, KeycloakServer server) {
        try (TestRealm realm = protectedRealm(server).with(form.flow).create()) {
            for (UnsolvedAttempt attempt : UnsolvedAttempt.values()) {
                HttpLogin login = attempt.name(realm, attempt.victim()).register();
                repeat(() -> login.post("firstName", "x"));
                // Keycloak's own page for forgotten passwords takes the hint for a name that was typed
                if (attempt != UnsolvedAttempt.LOGIN_HINT) {
                    login.backToLogin().forgetPassword();
                    repeat(() -> login.post("username", ""));
                }
            }

            assertNobodyHasFailures(realm);
        }
    }

    @ParameterizedTest
    @CsvSource({"LOGIN, 10", "LOGIN, 90", "USERNAME, 90"})
    void unsolvedAttemptsAddNoFailureThroughFormsWithACaptcha(LoginForm form, int priority, KeycloakServer server) {
        try (TestRealm realm = protectedRealm(server).with(form.flow).with(CaptchaFlows.resetPassword())
                .with(CaptchaFlows.registration("registration-captcha-page-form", priority)).create()) {
            for (UnsolvedAttempt attempt : UnsolvedAttempt.values()) {
                HttpLogin login = attempt.name(realm, attempt.victim()).register();
                repeat(() -> login.post("firstName", "x"));
                login.backToLogin().forgetPassword();
                repeat(() -> login.post("username", ""));
                repeat(() -> login.submit(attempt.victim(), "x", "wrong"));
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
    void aLoginHintOnTheResetPageAddsNoFailureElsewhere(LoginForm form, KeycloakServer server) {
        try (TestRealm realm = protectedRealm(server).with(form.flow).with(CaptchaFlows.resetPassword()).create()) {
            HttpLogin login = HttpLogin.at(realm, "login_hint=" + UnsolvedAttempt.LOGIN_HINT.victim()).forgetPassword();
            assertThat(login.page()).contains("value=\"" + UnsolvedAttempt.LOGIN_HINT.victim() + "\"");
            login.backToLogin().register();
            repeat(() -> login.post("firstName", "x"));

            assertNobodyHasFailures(realm);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAttemptBelowTheThresholdOrWithASolvedCaptchaIsOneFailure(boolean solved, KeycloakServer server) {
        try (TestRealm realm = protectedRealm(server).with(solved ? CaptchaFlows.login() : CaptchaFlows.loginAfter(10)).create()) {
            String victim = UnsolvedAttempt.NO_CAPTCHA.victim();
            HttpLogin login = fail(realm, victim, solved).register();
            repeat(() -> login.post("firstName", "x"));
            login.backToLogin().forgetPassword();
            repeat(() -> login.post("username", ""));

            // a failure that counts, whose record is written behind any of these
            fail(realm, UnsolvedAttempt.EMAIL.victim(), solved);
            Poll.until("the wrong password is on record", () -> FailureCounts.ofUser(realm, UnsolvedAttempt.EMAIL.victim()) > 0);
            assertThat(FailureCounts.ofUser(realm, victim)).isEqualTo(1);
        }
    }

    @Test
    void thePasswordResetPageShowsTheTypedName(KeycloakServer server) {
        try (TestRealm realm = PagesRealm.on(server).with(CaptchaFlows.login()).with(CaptchaFlows.resetPassword()).create()) {
            assertThat(HttpLogin.at(realm).submit("typed", "x", "wrong").forgetPassword().page())
                    .contains("value=\"typed\"");
            assertThat(HttpLogin.at(realm).submit("typed", "x", TokenRequest.CODE).forgetPassword().page())
                    .contains("value=\"typed\"");
        }
    }

    private static TestRealmOptions protectedRealm(KeycloakServer server) {
        TestRealmOptions realm = PagesRealm.on(server).with(options -> options.setBruteForceProtected(true))
                .with(options -> {
                    // a server before 26.4 does not know the setting
                    if (Passkey.isOfferedBy(server)) {
                        Passkey.offer(options);
                    }
                });
        for (UnsolvedAttempt attempt : UnsolvedAttempt.values()) {
            realm.user(attempt.victim(), PagesRealm.PASSWORD);
        }
        return realm;
    }

    private static HttpLogin fail(TestRealm realm, String username, boolean solved) {
        HttpLogin login = HttpLogin.at(realm);
        return solved ? login.submit(username, "wrong", TokenRequest.CODE) : login.submit(username, "wrong");
    }

    private static void repeat(Runnable attempt) {
        for (int i = 0; i < ATTEMPTS; i++) {
            attempt.run();
        }
    }

    private static void assertNobodyHasFailures(TestRealm realm) {
        // a failure that counts, whose record is written behind any of these
        HttpLogin login = HttpLogin.at(realm).submit(PagesRealm.USER, "wrong", TokenRequest.CODE);
        if (!login.hasCaptcha()) {
            login.post("password", "wrong");
        }
        Poll.until("the wrong password is on record", () -> FailureCounts.ofUser(realm) > 0);
        Map<String, Integer> failures = new LinkedHashMap<>();
        for (UnsolvedAttempt attempt : UnsolvedAttempt.values()) {
            failures.put(attempt.victim(), FailureCounts.ofUser(realm, attempt.victim()));
        }
        assertThat(failures.values()).as(failures.toString()).containsOnly(0);
    }
}
