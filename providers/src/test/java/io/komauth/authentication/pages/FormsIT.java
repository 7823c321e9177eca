package io.komauth.authentication.pages;

import static io.komauth.authentication.pages.PagesRealm.PASSWORD;
import static io.komauth.authentication.pages.PagesRealm.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Poll;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.RealmRepresentation;

/** Whatever subset of its fields a form is sent with, for whatever user: no error, no loop, no guess, no failure uncalled for. */
@WithKeycloak
class FormsIT {

    private static final String DISABLED = "disabled";
    private static final String LOCKED = "locked";
    private static final String NOBODY = "nobody";
    private static final int FAILURES = 3;

    /** Fields by which a form asks for something else than to be judged. */
    private static final List<String> NO_ATTEMPT = List.of("captchaAnother");
    private static final List<String> NO_ATTEMPT_WITH_PASSKEYS = List.of("captchaAnother", "error", "authenticatorData");
    private static final List<String> USERS = List.of(USER, DISABLED, LOCKED, NOBODY);

    /** What Keycloak says when it has looked at a name or a password. */
    private static final Set<String> CHECK_ERRORS = Set.of("user_not_found", "invalid_user_credentials", "user_disabled",
            "user_temporarily_disabled", "username_missing", "different_user_authenticated");

    /** Forms and how one comes to them. */
    enum ProtectedForm {
        LOGIN(CaptchaFlows.login(), CaptchaFlows.loginAfter(FAILURES), "username", "password"),
        USERNAME(CaptchaFlows.usernameFirst(), CaptchaFlows.usernameFirstAfter(FAILURES), "username"),
        RESET(CaptchaFlows.login().andThen(CaptchaFlows.resetPassword()), null, "username") {
            @Override
            HttpLogin show(TestRealm realm, String username) {
                return HttpLogin.at(realm).forgetPassword();
            }
        },
        REGISTRATION(CaptchaFlows.login().andThen(CaptchaFlows.registration()), null, "username", "email") {
            @Override
            HttpLogin show(TestRealm realm, String username) {
                return HttpLogin.at(realm).register();
            }
        },
        LOGIN_OF_KNOWN_USER(CaptchaFlows.login().andThen(CaptchaFlows.organizations()),
                CaptchaFlows.loginAfter(FAILURES).andThen(CaptchaFlows.organizations()), "username", "password") {
            @Override
            HttpLogin show(TestRealm realm, String username) {
                return HttpLogin.at(realm).post("username", username);
            }
        },
        USERNAME_OF_KNOWN_USER(CaptchaFlows.usernameFirst().andThen(CaptchaFlows.organizations()),
                CaptchaFlows.usernameFirstAfter(FAILURES).andThen(CaptchaFlows.organizations()), "username") {
            @Override
            HttpLogin show(TestRealm realm, String username) {
                return HttpLogin.at(realm).post("username", username);
            }
        };

        private final Consumer<RealmRepresentation> always;
        private final Consumer<RealmRepresentation> afterFailures;
        private final List<String> fields;

        /** @param afterFailures null where the captcha does not depend on failures */
        ProtectedForm(Consumer<RealmRepresentation> always, Consumer<RealmRepresentation> afterFailures, String... fields) {
            this.always = always;
            this.afterFailures = afterFailures;
            this.fields = List.of(fields);
        }

        HttpLogin show(TestRealm realm, String username) {
            return HttpLogin.at(realm);
        }

        /** Keycloak ends the login of a session whose user is disabled, before the form comes. */
        boolean isOver(String username) {
            return (this == LOGIN_OF_KNOWN_USER || this == USERNAME_OF_KNOWN_USER) && username.equals(DISABLED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noCredentialIsCheckedWithoutACaptchaAndEveryRefusalIsShown(ProtectedForm form, KeycloakServer server) {
        try (TestRealm realm = realm(form.always, server)) {
            Map<String, Integer> failures = lock(realm);
            long credentialChecks = credentialChecks(realm);

            assertEachAttemptAsksForTheCaptcha(form, realm, USERS, NO_ATTEMPT);

            assertThat(credentialChecks(realm)).isEqualTo(credentialChecks);
            assertThat(failures(realm)).isEqualTo(failures);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"RESET", "REGISTRATION"})
    void afterThreeFailuresNoCredentialIsCheckedWithoutACaptcha(ProtectedForm form, KeycloakServer server) {
        try (TestRealm realm = realm(form.afterFailures.andThen(options -> options.setBruteForceProtected(false)), server)) {
            for (int i = 0; i < FAILURES; i++) {
                fail(realm, USER);
            }
            long credentialChecks = credentialChecks(realm);
            assertThat(credentialChecks).isEqualTo(FAILURES);

            assertEachAttemptAsksForTheCaptcha(form, realm, List.of(USER), NO_ATTEMPT);

            assertThat(credentialChecks(realm)).isEqualTo(credentialChecks);
        }
    }

    /** What a page with passkeys sends in place of its form, and what no page sends. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"RESET", "REGISTRATION"})
    void aFailedPasskeyIsNoAttempt(ProtectedForm form, KeycloakServer server) {
        assumeTrue(Passkey.isOfferedBy(server), "Keycloak's login pages take passkeys from 26.4 on");
        try (TestRealm realm = realm(form.always.andThen(Passkey::offer), server)) {
            Map<String, Integer> failures = lock(realm);
            long credentialChecks = credentialChecks(realm);

            assertEachAttemptAsksForTheCaptcha(form, realm, USERS, NO_ATTEMPT_WITH_PASSKEYS);

            assertThat(credentialChecks(realm)).isEqualTo(credentialChecks);
            assertThat(failures(realm)).isEqualTo(failures);
        }
    }

    /** The button of a login page that was opened by an action of the application. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"RESET", "REGISTRATION"})
    void cancellingReturnsToTheApplicationWithoutAnAttempt(ProtectedForm form, KeycloakServer server) {
        try (TestRealm realm = realm(form.always, server)) {
            for (String[] more : new String[][] {{}, {"username", USER, "password", PASSWORD}}) {
                HttpLogin login = form.show(realm, USER).post(Stream.concat(Stream.of("cancel", ""), Stream.of(more))
                        .toArray(String[]::new));

                assertThat(login.isOver()).as(login.page()).isTrue();
                assertThat(login.location()).contains("error=access_denied");
            }
            assertThat(credentialChecks(realm)).isZero();
            assertThat(FailureCounts.ofUser(realm)).isZero();
        }
    }

    private static void assertEachAttemptAsksForTheCaptcha(ProtectedForm form, TestRealm realm, List<String> users,
            List<String> noAttempt) {
        for (String username : users) {
            if (form.isOver(username)) {
                continue;
            }
            HttpLogin login = form.show(realm, username);
            for (List<String> fields : unsolved(form)) {
                login.post(values(fields, username, login));
                String attempt = form + " " + username + " " + fields + ": ";
                assertThat(login.status()).as(attempt + login.page()).isEqualTo(200);
                assertThat(login.hasCaptcha()).as(attempt + login.page()).isTrue();
                if (fields.containsAll(form.fields) && noAttempt.stream().noneMatch(fields::contains)) {
                    assertThat(login.page()).as(attempt).contains("id=\"input-error-captchaCode\"");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSolvedCaptchaAllowsOneCheck(ProtectedForm form, KeycloakServer server) {
        try (TestRealm realm = realm(form.always, server)) {
            lock(realm);
            for (String username : USERS) {
                if (form.isOver(username)) {
                    continue;
                }
                for (List<String> fields : solved(form)) {
                    HttpLogin login = form.show(realm, username);
                    login.post(values(fields, username, login));
                    // 400 where a login is over: of a user who is disabled, or a new password of nobody
                    assertThat(login.status()).as(form + " " + username + " " + fields + login.page()).isIn(200, 302, 400);
                }
            }
        }
    }

    /** A page that asks for work takes the picture in its place. */
    @ParameterizedTest
    @EnumSource(names = {"LOGIN", "RESET", "REGISTRATION", "LOGIN_OF_KNOWN_USER"})
    void noCredentialIsCheckedWithoutASolution(ProtectedForm form, KeycloakServer server) {
        try (TestRealm realm = realm(withWork(form), server)) {
            Map<String, Integer> failures = lock(realm);
            long credentialChecks = credentialChecks(realm);

            for (String username : List.of(USER, LOCKED, NOBODY)) {
                HttpLogin login = form.show(realm, username);
                for (List<String> fields : unsolvedWork(form)) {
                    login.post(values(fields, username, login));
                    String attempt = form + " " + username + " " + fields + ": ";
                    assertThat(login.status()).as(attempt + login.page()).isEqualTo(200);
                    assertThat(login.hasWork()).as(attempt + login.page()).isTrue();
                    if (fields.containsAll(form.fields) && NO_ATTEMPT.stream().noneMatch(fields::contains)) {
                        assertThat(login.page()).as(attempt).containsAnyOf("id=\"input-error-altcha\"", "id=\"input-error-captchaCode\"");
                    }
                }
            }

            assertThat(credentialChecks(realm)).isEqualTo(credentialChecks);
            assertThat(failures(realm)).isEqualTo(failures);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOGIN", "RESET", "REGISTRATION", "LOGIN_OF_KNOWN_USER"})
    void aSolutionAllowsOneCheck(ProtectedForm form, KeycloakServer server) {
        try (TestRealm realm = realm(withWork(form), server)) {
            for (String username : List.of(USER, DISABLED, NOBODY)) {
                if (form.isOver(username)) {
                    continue;
                }
                for (List<String> fields : subsets(form.fields)) {
                    HttpLogin login = form.show(realm, username);
                    String[] solved = Stream.concat(Stream.of(values(fields, username, login)), Stream.of("altcha", login.solution()))
                            .toArray(String[]::new);
                    login.post(solved);
                    assertThat(login.status()).as(form + " " + username + " " + fields + login.page()).isIn(200, 302, 400);
                    if (login.hasWork()) {
                        long credentialChecks = credentialChecks(realm);
                        assertThat(login.post(solved).status()).isEqualTo(200);
                        assertThat(credentialChecks(realm)).as("with a solution that is spent").isEqualTo(credentialChecks);
                    }
                }
            }
        }
    }

    private static Consumer<RealmRepresentation> withWork(ProtectedForm form) {
        return form.always.andThen(CaptchaFlows.kind("work", FAILURES)).andThen(realm -> realm.getAttributes()
                .putAll(Map.of("captcha.kinds", "either", "captcha.work.derivations", "100")));
    }

    private static List<List<String>> unsolvedWork(ProtectedForm form) {
        return Stream.concat(unsolved(form).stream(), subsets(form.fields).stream()
                .map(fields -> Stream.concat(fields.stream(), Stream.of("altcha")).toList())).toList();
    }

    private static List<List<String>> unsolved(ProtectedForm form) {
        List<List<String>> posts = new ArrayList<>(subsets(Stream.concat(form.fields.stream(), Stream.of("captchaKey", "captchaCode"))
                .toList()).stream().filter(fields -> !fields.containsAll(List.of("captchaKey", "captchaCode"))).toList());
        for (List<String> fields : List.of(List.<String>of(), form.fields)) {
            for (String more : List.of("captchaAnother", "error", "authenticatorData", "rememberMe", "credentialId", "userHandle")) {
                posts.add(Stream.concat(fields.stream(), Stream.of(more)).toList());
            }
            for (String passkey : List.of("error", "authenticatorData")) {
                posts.add(Stream.concat(fields.stream(), Stream.of(passkey, "userHandle")).toList());
            }
        }
        return posts;
    }

    private static List<List<String>> solved(ProtectedForm form) {
        return Stream.concat(subsets(form.fields).stream(), Stream.of(List.of("error"), List.of("username", "error")))
                .map(fields -> Stream.concat(fields.stream(), Stream.of("captchaKey", "captchaCode")).toList()).toList();
    }

    private static List<List<String>> subsets(List<String> fields) {
        List<List<String>> subsets = new ArrayList<>();
        for (int i = 0; i < 1 << fields.size(); i++) {
            List<String> subset = new ArrayList<>();
            for (int j = 0; j < fields.size(); j++) {
                if ((i >> j & 1) == 1) {
                    subset.add(fields.get(j));
                }
            }
            subsets.add(subset);
        }
        return subsets;
    }

    private static String[] values(List<String> fields, String username, HttpLogin login) {
        List<String> values = new ArrayList<>(List.of("login", "x"));
        for (String field : fields) {
            values.add(field);
            values.add(switch (field) {
                case "username" -> username;
                case "password" -> PASSWORD;
                case "captchaKey" -> login.key();
                case "captchaCode" -> TokenRequest.CODE;
                case "userHandle" -> "";
                default -> "x";
            });
        }
        return values.toArray(String[]::new);
    }

    private static TestRealm realm(Consumer<RealmRepresentation> flows, KeycloakServer server) {
        TestRealmOptions realm = PagesRealm.on(server).with(PagesRealm.theme("kom")).with(options -> {
            options.setBruteForceProtected(true);
            options.setFailureFactor(1);
        }).with(flows);
        return realm.user(DISABLED, PASSWORD, user -> user.setEnabled(false)).user(LOCKED, PASSWORD).create();
    }

    private static Map<String, Integer> lock(TestRealm realm) {
        fail(realm, LOCKED);
        Poll.until("the wrong password is on record", () -> FailureCounts.ofUser(realm, LOCKED) > 0);
        return failures(realm);
    }

    /** One wrong password, with the captcha where there is one; the realm may ask for the name on pages of its own before. */
    private static void fail(TestRealm realm, String username) {
        HttpLogin login = HttpLogin.at(realm);
        while (!login.asksForAPassword()) {
            submit(login, "username", username);
        }
        submit(login, "username", username, "password", "wrong");
    }

    private static void submit(HttpLogin login, String... fields) {
        if (login.hasCaptcha()) {
            login.postSolved(fields);
        } else {
            login.post(fields);
        }
    }

    private static Map<String, Integer> failures(TestRealm realm) {
        Map<String, Integer> failures = new TreeMap<>();
        for (String username : List.of(USER, DISABLED, LOCKED)) {
            failures.put(username, FailureCounts.ofUser(realm, username));
        }
        return failures;
    }

    private static long credentialChecks(TestRealm realm) {
        return CHECK_ERRORS.stream().mapToLong(error -> FailureCounts.events(realm, error)).sum();
    }
}
