package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.komauth.testing.Browser;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Poll;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.SharedServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;
import io.komauth.testsupport.FailingMapper;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** A vault or another extension's protocol mapper that fails while tokens are issued. */
@WithKeycloak
class FailingProvidersIT {

    private static final String CALLBACK = "http://localhost/callback";

    @Test
    void aFailingVaultIsReportedAsTemporaryByEachEndpoint(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, FailingProvidersIT::withFailingVault)) {
            LoginApiRequest login = LoginApiRequest.example(server, tenant).header("Accept-Language", "en");
            assertIsTemporary(tenant, "LOGIN_ERROR", login::send);
            assertThat(login.send().member("error")).as("of a captcha that is spent").isEqualTo("invalid_grant");

            assertIsTemporary(tenant, "LOGIN_ERROR", () -> TokenRequest.captchaGrant(server, tenant).send());
            String code = new Browser().open(tenant.uri("/protocol/openid-connect/auth?client_id=sword&response_type=code"
                    + "&scope=all&redirect_uri=" + CALLBACK)).logIn("admin", "admin").parameter("code");
            assertIsTemporary(tenant, "CODE_TO_TOKEN_ERROR", () -> Request.post(tenant.tokenEndpoint())
                    .basicAuth("sword", "sword_secret").param("grant_type", "authorization_code").param("code", code)
                    .param("redirect_uri", CALLBACK).send());
            Poll.until("the log has the cause", () -> server.log().contains("Realm " + tenant.name()
                    + ", client sword: the key that attribute tenant.signing-key stands for cannot be read"));
        }
    }

    @Test
    void aFailingMapperIsReportedAsTemporaryByTheLoginApi(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, FailingProvidersIT::withFailingMapper)) {
            LoginApiRequest login = LoginApiRequest.example(server, tenant).header("Accept-Language", "en");
            assertIsTemporary(tenant, "LOGIN_ERROR", login::send);
            assertThat(login.send().member("error")).as("of a captcha that is spent").isEqualTo("invalid_grant");

            String user = tenant.admin().users().search("admin").get(0).getId();
            assertThat(tenant.admin().users().get(user).getUserSessions()).isEmpty();
            assertThat(tenant.admin().attackDetection().bruteForceUserStatus(user)).containsEntry("numFailures", 0);
        }
    }

    /** @param event the type of the only event that the request leaves */
    private static void assertIsTemporary(TestRealm tenant, String event, Supplier<ServerResponse> request) {
        tenant.admin().clearEvents();

        ServerResponse response = request.get();

        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error")).isEqualTo("temporarily_unavailable");
        assertThat(response.member("error_description")).isNotBlank();
        assertThat(tenant.admin().getEvents()).extracting(EventRepresentation::getType, EventRepresentation::getError,
                EventRepresentation::getClientId).containsExactly(tuple(event, "temporarily_unavailable", "sword"));
    }

    private static void withFailingVault(RealmRepresentation realm) {
        realm.setRealm(SharedServer.FAILING_VAULT_REALM);
        realm.getAttributes().put("tenant.signing-key", "${vault.shared_key}");
        withEvents(realm);
    }

    private static void withFailingMapper(RealmRepresentation realm) {
        ProtocolMapperRepresentation mapper = new ProtocolMapperRepresentation();
        mapper.setName("failing");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper(FailingMapper.PROVIDER_ID);
        DemoTenant.client(realm).setProtocolMappers(new ArrayList<>(List.of(mapper)));
        DemoTenant.protect(realm);
        withEvents(realm);
    }

    private static void withEvents(RealmRepresentation realm) {
        realm.setEventsEnabled(true);
        realm.setEnabledEventTypes(List.of("LOGIN_ERROR", "CODE_TO_TOKEN_ERROR"));
    }
}
