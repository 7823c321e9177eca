package io.komauth.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.EventRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** A request for tokens where the realm has lost its shared key leaves the event of its kind. */
@WithKeycloak
class SigningKeyEventsIT {

    @ParameterizedTest
    @EnumSource
    @DisplayName("A refusal leaves one event, that of the request, which says why")
    void oneEvent(TokenFlow way, KeycloakServer server) {
        try (TestRealm realm = DemoTenant.copyTo(server, SigningKeyEventsIT::allowEverything)) {
            String prepared = way.prepare(server, realm);
            forgetKey(realm);
            realm.admin().clearEvents();

            ServerResponse response = way.send(server, realm, prepared);

            assertThat(response.status()).as(response.toString()).isEqualTo(400);
            assertThat(response.member("error")).isEqualTo("unauthorized_client");
            assertThat(realm.admin().getEvents()).filteredOn(event -> event.getType().endsWith("_ERROR"))
                    // Keycloak 26.2 also reports the failed request of client_credentials
                    .filteredOn(event -> way != TokenFlow.CLIENT_CREDENTIALS || !event.getError().equals("invalid_request"))
                    .extracting(EventRepresentation::getType, EventRepresentation::getError, EventRepresentation::getClientId)
                    .containsExactly(tuple(way.event, "signing_key_missing", "sword"));
            assertThat(realm.admin().getEvents()).extracting(EventRepresentation::getType)
                    .doesNotContain(way.event.replace("_ERROR", ""));
        }
    }

    private static void allowEverything(RealmRepresentation realm) {
        realm.setEventsEnabled(true);
        // by default, Keycloak stores none of a refresh
        realm.setEnabledEventTypes(Stream.of(TokenFlow.values()).map(way -> way.event)
                .flatMap(event -> Stream.of(event, event.replace("_ERROR", ""))).distinct().toList());
        ClientRepresentation client = DemoTenant.client(realm);
        client.setServiceAccountsEnabled(true);
        client.setImplicitFlowEnabled(true);
        client.getAttributes().put("standard.token.exchange.enabled", "true");
        ProtocolMapperRepresentation audience = new ProtocolMapperRepresentation();
        audience.setName("for sword");
        audience.setProtocol("openid-connect");
        audience.setProtocolMapper("oidc-audience-mapper");
        audience.setConfig(Map.of("included.client.audience", "sword", "access.token.claim", "true"));
        ClientRepresentation other = new ClientRepresentation();
        other.setId(UUID.randomUUID().toString());
        other.setClientId("other");
        other.setSecret("secret");
        other.setDirectAccessGrantsEnabled(true);
        other.setProtocolMappers(List.of(audience));
        other.setDefaultClientScopes(List.of("basic"));
        realm.getClients().add(other);
    }

    private static void forgetKey(TestRealm realm) {
        RealmRepresentation change = realm.admin().toRepresentation();
        change.getAttributes().put("tenant.signing-key", "");
        realm.admin().update(change);
    }

    private enum TokenFlow {

        CAPTCHA("LOGIN_ERROR", (server, realm) -> null) {
            @Override
            ServerResponse send(KeycloakServer server, TestRealm realm, String prepared) {
                return TokenRequest.captchaGrant(server, realm).send();
            }
        },

        DOCUMENTED_API("LOGIN_ERROR", (server, realm) -> null) {
            @Override
            ServerResponse send(KeycloakServer server, TestRealm realm, String prepared) {
                return LoginApiRequest.example(server, realm).send();
            }
        },

        REFRESH("REFRESH_TOKEN_ERROR", TokenFlow::refreshToken) {
            @Override
            ServerResponse send(KeycloakServer server, TestRealm realm, String prepared) {
                return TokenRequest.withoutCaptcha(server, realm.name(), "refresh_token").param("refresh_token", prepared).send();
            }
        },

        DOCUMENTED_REFRESH("REFRESH_TOKEN_ERROR", TokenFlow::refreshToken) {
            @Override
            ServerResponse send(KeycloakServer server, TestRealm realm, String prepared) {
                return LoginApiRequest.withoutCaptcha(server, realm.name()).only("scope", "type", "tenantId")
                        .member("grant_type", "refresh_token").member("refresh_token", prepared).send();
            }
        },

        CODE("CODE_TO_TOKEN_ERROR", (server, realm) -> null) {
            @Override
            ServerResponse send(KeycloakServer server, TestRealm realm, String prepared) {
                return LoginFlow.CODE.send(server, realm.name());
            }
        },

        CLIENT_CREDENTIALS("CLIENT_LOGIN_ERROR", (server, realm) -> null) {
            @Override
            ServerResponse send(KeycloakServer server, TestRealm realm, String prepared) {
                return Request.post(realm.tokenEndpoint()).basicAuth("sword", "sword_secret")
                        .param("grant_type", "client_credentials").send();
            }
        },

        TOKEN_EXCHANGE("TOKEN_EXCHANGE_ERROR", (server, realm) -> TokenRequest.captchaGrant(server, realm)
                .client("other", "secret").param("scope", null).send().member("access_token")) {
            @Override
            ServerResponse send(KeycloakServer server, TestRealm realm, String prepared) {
                return Request.post(realm.tokenEndpoint()).basicAuth("sword", "sword_secret")
                        .param("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange").param("subject_token", prepared)
                        .param("subject_token_type", "urn:ietf:params:oauth:token-type:access_token").send();
            }
        };

        private final String event;
        private final BiFunction<KeycloakServer, TestRealm, String> preparation;

        TokenFlow(String event, BiFunction<KeycloakServer, TestRealm, String> preparation) {
            this.event = event;
            this.preparation = preparation;
        }

        abstract ServerResponse send(KeycloakServer server, TestRealm realm, String prepared);

        /** @return a token that the request needs, had while there was a key; {@code null} for none */
        String prepare(KeycloakServer server, TestRealm realm) {
            return preparation.apply(server, realm);
        }

        private static String refreshToken(KeycloakServer server, TestRealm realm) {
            return TokenRequest.captchaGrant(server, realm).send().member("refresh_token");
        }
    }
}
