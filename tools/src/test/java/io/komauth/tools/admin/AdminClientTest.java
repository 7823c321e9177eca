package io.komauth.tools.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.komauth.tools.StubServer;
import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminClientTest {

    private static final String SECRET = "secret of the client";
    private static final String REALM = "/admin/realms/shop";

    private final StubServer server = StubServer.start();
    private final Realm realm = client(server.url()).realm("shop");

    private static AdminClient client(String url) {
        return new AdminClient(new Http(URI.create(url), null, Duration.ZERO),
                Login.serviceAccount("master", Login.client("migration", SECRET)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneTokenServesManyCalls() {
        server.answers("GET " + REALM, 200, "{}");

        realm.settings();
        realm.settings();

        assertThat(server.tokenRequests()).isOne();
        assertThat(server.bodies().get(0)).contains("grant_type=client_credentials", "client_id=migration",
                "client_secret=secret%20of%20the%20client");
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() {
        server.tokens(200, "{\"access_token\":\"token\",\"expires_in\":0}").answers("GET " + REALM, 200, "{}");

        realm.settings();
        realm.settings();

        assertThat(server.tokenRequests()).isEqualTo(2);
    }

    @Test
    void aTokenOfAUserIsRefreshedAndAnotherOneIsFetchedWhereThatFails() {
        server.tokens(200, "{\"access_token\":\"token\",\"refresh_token\":\"again\",\"expires_in\":0}")
                .answers("GET " + REALM, 200, "{}");
        Realm byUser = new AdminClient(new Http(URI.create(server.url()), null, Duration.ZERO),
                Login.password("master", "admin", "a password", Login.client("admin-cli", null))).realm("shop");

        byUser.settings();
        byUser.settings();
        server.tokens(400, "{}").answers("POST /realms/master/protocol/openid-connect/token", 200,
                "{\"access_token\":\"token\",\"expires_in\":0}");
        byUser.settings();

        assertThat(server.bodies()).filteredOn(body -> !body.isEmpty()).hasSize(4).satisfiesExactly(
                body -> assertThat(body).contains("grant_type=password", "username=admin", "password=a%20password"),
                body -> assertThat(body).contains("grant_type=refresh_token", "refresh_token=again"),
                body -> assertThat(body).contains("grant_type=refresh_token"),
                body -> assertThat(body).contains("grant_type=password"));
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void aReadIsTriedAgainWhereTheServerIsNotAvailable(int status) {
        server.answers("GET " + REALM, status, "").answers("GET " + REALM, status, "").answers("GET " + REALM, 200,
                "{\"realm\":\"shop\"}");

        assertThat(realm.settings().path("realm").asText()).isEqualTo("shop");
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void nothingElseIsTriedAgain(String method) {
        server.answers(method + " " + REALM + "/users", 503, "");

        assertThatFailure(() -> call(method)).hasMessageContaining("503", "Run the command again");
        assertThat(server.requests()).hasSize(1);
    }

    private void call(String method) {
        switch (method) {
            case "POST" -> realm.create("/users", Json.object());
            case "PUT" -> realm.update("/users", Json.object());
            default -> realm.delete("/users");
        }
    }

    @ParameterizedTest
    @CsvSource({"401, Log in again", "403, Give it the role admin", "404, has no realm shop", "500, answers 500 out of order"})
    void anErrorSaysWhatToChange(int status, String message) {
        server.answers("GET " + REALM, status, "{\"error\":\"out of order\"}");

        assertThatFailure(realm::settings).hasMessageContaining(message);
    }

    @Test
    void whereATokenIsNotAcceptedTheScopeOfTheAdminApiIsRequestedOnce() {
        server.answers("GET " + REALM, 401, "{}").answers("GET " + REALM, 200, "{}").answers("GET " + REALM, 401, "{}");

        realm.settings();

        assertThat(server.bodies()).filteredOn(body -> body.contains("grant_type")).satisfiesExactly(
                body -> assertThat(body).doesNotContain("scope="), body -> assertThat(body).contains("scope=kc-admin-api"));
        assertThatFailure(realm::settings).hasMessageContaining("client scope kc-admin-api");
        assertThat(server.tokenRequests()).isEqualTo(2);
    }

    @Test
    void aTokenOfTheAdminApisScopeIsRenewedWithIt() {
        server.tokens(200, "{\"access_token\":\"token\",\"expires_in\":0}")
                .answers("GET " + REALM, 401, "{}").answers("GET " + REALM, 200, "{}");

        realm.settings();
        realm.settings();

        assertThat(server.bodies()).filteredOn(body -> body.contains("grant_type")).last(STRING).contains("scope=kc-admin-api");
    }

    @Test
    void aClientWithoutTheScopeOfTheAdminApiIsToldToGetIt() {
        server.tokens(200, "{\"access_token\":\"token\",\"expires_in\":60}")
                .answers("POST /realms/master/protocol/openid-connect/token", 400, "{\"error\":\"invalid_scope\"}")
                .answers("GET " + REALM, 401, "{}");

        assertThatFailure(realm::settings).hasMessageContaining("client migration of the realm master",
                "needs the client scope kc-admin-api").hasMessageNotContaining(SECRET);
    }

    @Test
    void noAnswerSaysWhereItWasSought() {
        server.close();

        assertThatFailure(realm::settings).hasMessageContaining(server.url() + " does not answer: connection refused");
    }

    @Test
    void aLoginThatIsRefusedIsNamedWithoutTheSecret() {
        server.tokens(401, "{\"error\":\"unauthorized_client\",\"error_description\":\"Invalid client or Invalid client "
                + "credentials\"}");

        assertThatFailure(realm::settings).hasMessageContaining("client migration of the realm master",
                "Invalid client credentials",
                "Check --client").hasMessageNotContaining(SECRET);
    }

    @Test
    void aRedirectIsNotFollowedSinceItWouldTakeTheTokenAlong() {
        server.answers("GET " + REALM, 302, "", Map.of("Location", server.url() + "/elsewhere"));

        assertThatFailure(realm::settings).hasMessageContaining("302");
        assertThat(server.requests()).containsExactly("GET " + REALM);
    }

    @Test
    void aRealmsNameIsOneSegmentOfTheAddress() {
        server.answers("GET /admin/realms/a%2Fb%20%3F", 200, "{}");

        assertThat(client(server.url()).realm("a/b ?").settings().isObject()).isTrue();
    }

    @Test
    void aListIsReadPageByPage() {
        server.answers("GET " + REALM + "/users?brief=true&first=0&max=2", 200, "[1,2]")
                .answers("GET " + REALM + "/users?brief=true&first=2&max=2", 200, "[3]");
        StringBuilder seen = new StringBuilder();

        realm.forEach("/users?brief=true", 2, seen::append);

        assertThat(seen).hasToString("123");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertThatFailure(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(Failure.class,
                failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.SERVER));
    }
}
