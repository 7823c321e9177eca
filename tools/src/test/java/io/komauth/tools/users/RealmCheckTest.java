package io.komauth.tools.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

import io.komauth.tools.cli.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmCheckTest {

    private static final String NO_PROFILE = "{}";

    @Test
    void aRealmAsKeycloakMakesItKeepsNobodyOut() throws IOException {
        assertThat(reasons("{\"verifyEmail\":false,\"editUsernameAllowed\":false,\"smtpServer\":{}}", NO_PROFILE,
                "{\"username\":\"用户<>\",\"email\":\"ä@b.c\"}")).isEmpty();
    }

    @Test
    void eMailsThatAreVerifiedAreNamed() throws IOException {
        assertThat(reasons("{\"verifyEmail\":true}", NO_PROFILE, "{\"username\":\"li\"}")).singleElement().asString()
                .contains("it verifies e-mails");
    }

    @ParameterizedTest
    @ValueSource(strings = {"用户", "раура", "a b", "a<b", "a/b", "a;b", "a§b"})
    void usernamesThatMustNotBeEditedAreNamed(String username) throws IOException {
        assertThat(reasons("{\"editUsernameAllowed\":true}", NO_PROFILE, "{\"username\":\"" + username + "\"}",
                "{\"username\":\"li\"}"))
                .singleElement().asString().endsWith("characters: " + username);
    }

    @Test
    void atMostTenExamplesAreGiven() throws IOException {
        String[] users = new String[30];
        Arrays.fill(users, "{\"username\":\"用\"}");

        assertThat(reasons("{\"editUsernameAllowed\":true}", NO_PROFILE, users).get(0)).endsWith("characters: "
                + "用 ".repeat(10).strip());
    }

    @Test
    void addressesThatCannotBeWrittenToAreNamed() throws IOException {
        String smtp = "{\"smtpServer\":{\"host\":\"localhost\",\"allowutf8\":\"%s\"}}";
        String user = "{\"username\":\"a\",\"email\":\"ärzte@b.c\"}";

        assertThat(reasons(smtp.replace("%s", ""), NO_PROFILE, user)).singleElement().asString().contains("ärzte@b.c");
        assertThat(reasons(smtp.replace("%s", "true"), NO_PROFILE, user)).isEmpty();
        assertThat(reasons(smtp.replace("%s", ""), NO_PROFILE, "{\"username\":\"a\",\"email\":\"a@ä.c\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"roles\":[\"user\"]}", "{\"roles\":[\"admin\",\"user\"],\"scopes\":[]}"})
    void whatIsRequiredOfUsersIsNamed(String required) throws IOException {
        assertThat(reasons("{}", profile("lastName", required, "user"), "{\"username\":\"li\"}",
                "{\"username\":\"wang\",\"lastName\":\"W\"}",
                "{\"username\":\"sun\",\"attributes\":{\"lastName\":[\"S\"]}}")).singleElement().asString()
                .contains("requires lastName, which 1 of the users do not have");
    }

    @Test
    void whatIsNotAskedOfUsersIsNotNamed() throws IOException {
        for (String profile : List.of(profile("lastName", "{\"roles\":[\"admin\"]}", "user"), profile("username", "{}", "user"),
                profile("lastName", "{\"scopes\":[\"some\"]}", "user"), profile("lastName", "{}", "admin"),
                profile("lastName", "null", "user"))) {
            assertThat(reasons("{}", profile, "{\"username\":\"li\"}")).as(profile).isEmpty();
        }
    }

    private static String profile(String name, String required, String editor) {
        return "{\"attributes\":[{\"name\":\"" + name + "\",\"required\":" + required + ",\"permissions\":{\"edit\":[\""
                + editor + "\"]}}]}";
    }

    private static List<String> reasons(String realm, String profile, String... users) throws IOException {
        RealmCheck check = new RealmCheck(Json.parse(realm), Json.parse(profile));
        for (String user : users) {
            check.add(Json.parse(user));
        }
        return check.reasons();
    }
}
