package io.komauth.authentication.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.ws.rs.core.Response;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.ChosenDatabase;
import io.komauth.testing.Credentials;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Md5;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Names with emoji, rare Chinese characters and accents: a database may have no room for the first two, and may take the third for
 * the plain letter. MariaDB does both.
 */
@WithKeycloak
@EachDatabase
class UnusualNamesIT {

    private static final String EMOJI = "\ud83d\ude00";
    private static final String NEWCOMER = "newcomer" + EMOJI;
    private static final String PASSWORD = "password";
    private static final String ACCENTED = "jos\u00e9";

    private static KeycloakServer server;
    private static TestRealm realm;

    @BeforeAll
    static void create(KeycloakServer shared) {
        server = shared;
        realm = DemoTenant.copyTo(server, tenant -> {
            CaptchaFlows.login().accept(tenant);
            CaptchaFlows.resetPassword().accept(tenant);
            CaptchaFlows.registration("registration-page-form", 90).accept(tenant);
            // after failed logins, the file's kinds ask for both
            tenant.getAttributes().put("captcha.kinds", "picture");
            tenant.setSslRequired("none");
            tenant.setRegistrationAllowed(true);
            tenant.setResetPasswordAllowed(true);
            tenant.setDefaultLocale("en");
            tenant.getUsers().add(user(ACCENTED));
            tenant.getClients().add(app());
        });
    }

    @AfterAll
    static void remove() {
        realm.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {EMOJI, "ana" + EMOJI, EMOJI + "@example.org", "ana@" + EMOJI, "\ud842\udfb7"})
    void aNameThatNobodyHasIsRefusedAsAnyOther(String name) {
        assertThat(List.of(byLoginApi(name), byCaptchaGrant(name), byPasswordGrant(name)))
                .isEqualTo(List.of(byLoginApi("nobody"), byCaptchaGrant("nobody"), byPasswordGrant("nobody")));

        assertThat(messages(login(name, TokenRequest.CODE))).isEqualTo(messages(login("nobody", TokenRequest.CODE)))
                .containsExactly("Invalid username or password.");
        assertThat(messages(login(name, "wrong"))).isEqualTo(messages(login("nobody", "wrong"))).hasSize(1);
        assertThat(reset(name).status()).isEqualTo(reset("nobody").status()).isLessThan(500);
    }

    @Test
    void eachRefusalOfSuchANameIsAnEvent() {
        realm.admin().clearEvents();
        byLoginApi(EMOJI);
        byCaptchaGrant(EMOJI);
        TokenRequest.captchaGrant(server, realm).param("username", EMOJI).param("captchaCode", "wrong").send();
        login(EMOJI, TokenRequest.CODE);
        login(EMOJI, "wrong");

        assertThat(realm.admin().getEvents()).extracting(EventRepresentation::getError).containsExactlyInAnyOrder("user_not_found",
                "user_not_found", "invalid_captcha", "user_not_found", "invalid_captcha");
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCENTED, "JOS\u00c9", "Jos\u00e9"})
    void aNameWithAnAccentLogsInInAnyCase(String spelling) {
        assertThat(byCaptchaGrant(spelling)).isEqualTo("200");
        assertThat(login(spelling, TokenRequest.CODE).isOver()).isTrue();
    }

    /** However the database compares: the password is right. */
    @ParameterizedTest
    @ValueSource(strings = {"jose", "JOSE", "jos\u00e8", "ａlice", "\u00e1lice", "jos\u00e9\u00ad"})
    void noOtherSpellingLogsIn(String spelling) {
        assertThat(byCaptchaGrant(spelling)).isEqualTo(byCaptchaGrant("nobody"));
        assertThat(byLoginApi(spelling)).isEqualTo(byLoginApi("nobody"));
    }

    @ParameterizedTest
    @ValueSource(strings = {EMOJI, "0" + EMOJI})
    void theLoginApiKnowsNoTenantAndNoClientOfSuchAName(String name) {
        ServerResponse tenant = LoginApiRequest.withoutCaptcha(server, name).header("tenantId", null).send();
        ServerResponse client = LoginApiRequest.example(server, realm).client(name, "secret").send();

        assertThat(List.of(tenant.status(), client.status())).containsExactly(400, 401);
        assertThat(List.of(tenant.member("error"), client.member("error"))).containsExactly("invalid_request", "invalid_client");
    }

    @Test
    @DisabledIfSystemProperty(named = ChosenDatabase.PROPERTY, matches = ChosenDatabase.MARIADB_NAME,
            disabledReason = "MariaDB keeps no such names")
    void whoRegistersWithAnEmojiLogsIn() {
        assertThat(register(NEWCOMER).isOver()).isTrue();
        assertThat(login(NEWCOMER, TokenRequest.CODE).isOver()).isTrue();
        assertThat(byCaptchaGrant(NEWCOMER)).isEqualTo("200");
    }

    @Test
    @EnabledIfSystemProperty(named = ChosenDatabase.PROPERTY, matches = ChosenDatabase.MARIADB_NAME,
            disabledReason = "only MariaDB keeps no such names")
    void whoRegistersWithAnEmojiIsTold() {
        HttpLogin form = register(NEWCOMER);

        assertThat(messages(form)).containsExactly("Value contains invalid character.");
        assertThat(form.page()).as("what was typed").contains("value=\"" + NEWCOMER + "\"");
        assertThat(realm.admin().users().count()).isEqualTo(2);
    }

    @Test
    @EnabledIfSystemProperty(named = ChosenDatabase.PROPERTY, matches = ChosenDatabase.MARIADB_NAME,
            disabledReason = "only MariaDB takes such names for one")
    void ofTwoNamesThatDifferByAccentsThereIsOne() {
        try (Response response = realm.admin().users().create(user("jose"))) {
            assertThat(response.getStatus()).isEqualTo(409);
        }
    }

    private static UserRepresentation user(String name) {
        UserRepresentation user = new UserRepresentation();
        user.setUsername(name);
        user.setEnabled(true);
        user.setCredentials(List.of(Credentials.password(PASSWORD)));
        return user;
    }

    private static ClientRepresentation app() {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId(PagesRealm.CLIENT);
        client.setPublicClient(true);
        client.setRedirectUris(List.of("*"));
        return client;
    }

    private static HttpLogin login(String name, String code) {
        return HttpLogin.at(realm).submit(name, PASSWORD, code);
    }

    private static HttpLogin reset(String name) {
        return HttpLogin.at(realm).forgetPassword().postSolved("username", name);
    }

    private static HttpLogin register(String name) {
        return HttpLogin.at(realm).register().postSolved("username", name, "email", "emoji@example.org", "firstName", name,
                "lastName", "Test", "password", PASSWORD, "password-confirm", PASSWORD);
    }

    /** What the page says, beside its fields or above them. */
    private static List<String> messages(HttpLogin page) {
        assertThat(page.status()).as(page.page()).isEqualTo(200);
        return CaptchaRegistrationIT.messages(page).stream().filter(message -> !message.isEmpty()).toList();
    }

    private static String byLoginApi(String name) {
        return outcome(LoginApiRequest.example(server, realm).member("username", name)
                .member("password", Md5.hex(PASSWORD)).send());
    }

    private static String byCaptchaGrant(String name) {
        return byGrant(name, "captcha");
    }

    private static String byPasswordGrant(String name) {
        return byGrant(name, "password");
    }

    private static String byGrant(String name, String grant) {
        return outcome(TokenRequest.captchaGrant(server, realm).param("grant_type", grant).param("username", name)
                .param("password", PASSWORD).send());
    }

    private static String outcome(ServerResponse response) {
        return response.status() == 200 ? "200" : response.toString();
    }
}
