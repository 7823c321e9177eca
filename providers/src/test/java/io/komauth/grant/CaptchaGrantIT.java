package io.komauth.grant;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.testing.ApiExample;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;

@WithKeycloak
@EachDatabase
class CaptchaGrantIT {

    /** What each login has anew. */
    private static final List<String> CHANGING = List.of("access_token", "refresh_token", "jti", "expires_in");

    @Test
    void theDemoTenantsResponseIsTheDocumentedExample(KeycloakServer server) {
        ServerResponse response = TokenRequest.captchaGrant(server, DemoTenant.NAME).send();

        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        assertIsTheExample(response.json());
    }

    @Test
    void refreshingGivesTheSameMembersAgain(KeycloakServer server) {
        String refreshToken = TokenRequest.captchaGrant(server, DemoTenant.NAME).send().member("refresh_token");

        ServerResponse response = Request.post(server.uri("/realms/000000/protocol/openid-connect/token"))
                .basicAuth("sword", "sword_secret")
                .param("grant_type", "refresh_token").param("refresh_token", refreshToken).send();

        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        assertIsTheExample(response.json());
    }

    private static void assertIsTheExample(JsonNode response) {
        JsonNode example = ApiExample.read("response.json");
        Map<String, JsonNode> expected = members(example, name -> !CHANGING.contains(name));
        assertThat(members(response, expected::containsKey)).isEqualTo(expected);
        example.fieldNames().forEachRemaining(name -> assertThat(response.path(name).getNodeType())
                .as("type of " + name).isEqualTo(example.get(name).getNodeType()));
        assertThat(response.get("expires_in").asLong()).isBetween(43195L, 43200L);
        assertThat(response.get("jti")).isEqualTo(Jwt.payload(response.get("access_token").asText()).get("jti"));
    }

    @Test
    void theDiscoveryDocumentNamesTheGrant(KeycloakServer server) {
        JsonNode grants = Request.get(server.uri("/realms/000000/.well-known/openid-configuration")).send().json()
                .get("grant_types_supported");

        assertThat(grants).map(JsonNode::asText).contains("captcha", "password");
    }

    @Test
    void ofFiftyRequestsAtOnceWithOneCaptchaExactlyOneSucceeds(KeycloakServer server) throws Exception {
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
        Callable<ServerResponse> login = () -> TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha")
                .captcha(key, CODE).send();
        ExecutorService clients = Executors.newFixedThreadPool(50);
        try {
            List<ServerResponse> responses = new ArrayList<>();
            for (Future<ServerResponse> response : clients.invokeAll(Stream.generate(() -> login).limit(50).toList())) {
                responses.add(response.get());
            }

            assertThat(responses.stream().collect(Collectors.groupingBy(ServerResponse::status, Collectors.counting())))
                    .isEqualTo(Map.of(200, 1L, 400, 49L));
            assertThat(responses).filteredOn(response -> response.status() == 400)
                    .allSatisfy(response -> assertThat(response.member("error")).isEqualTo("invalid_grant"));
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void aWrongCodeSpendsTheCaptchaToo(KeycloakServer server) {
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);
        TokenRequest login = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha");

        ServerResponse wrong = login.captcha(key, "edcba").send();
        ServerResponse right = login.captcha(key, CODE).send();

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.member("error")).isEqualTo("invalid_grant");
        assertThat(wrong.member("error_description")).isEqualTo("Wrong captcha code");
        assertThat(right.status()).isEqualTo(400);
        assertThat(right.member("error")).isEqualTo("invalid_grant");
    }

    @Test
    void theCodeIsReadWithoutRegardToCaseAndBlanks(KeycloakServer server) {
        String key = TokenRequest.fetchCaptcha(server, DemoTenant.NAME);

        ServerResponse response = TokenRequest.withoutCaptcha(server, DemoTenant.NAME, "captcha").captcha(key, " AbCdE ").send();

        assertThat(response.status()).as(response.toString()).isEqualTo(200);
    }

    @Test
    void aUserWithoutEmailAndNamesLogsIn(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server)) {
            assertThat(tenant.admin().users().search("admin").get(0)).satisfies(user -> {
                assertThat(user.getEmail()).isNull();
                assertThat(user.getFirstName()).isNull();
                assertThat(user.getLastName()).isNull();
            });

            assertThat(TokenRequest.captchaGrant(server, tenant).send().status()).isEqualTo(200);
        }
    }

    @Test
    void aRealmWithoutAnySetUpHasTheGrantToo(KeycloakServer server) {
        try (TestRealm realm = TestRealm.on(server).client("app", "secret").user("ana", "password").create()) {
            ServerResponse response = TokenRequest.captchaGrant(server, realm).client("app", "secret")
                    .param("scope", null).param("username", "ana").param("password", "password").send();

            assertThat(response.status()).as(response.toString()).isEqualTo(200);
        }
    }

    private static Map<String, JsonNode> members(JsonNode object, Predicate<String> wanted) {
        return object.properties().stream().filter(member -> wanted.test(member.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
