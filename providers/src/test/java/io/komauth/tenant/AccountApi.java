package io.komauth.tenant;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

import org.keycloak.representations.idm.ClientRepresentation;

/** Keycloak's account API, with a token of the account console's client. */
final class AccountApi {

    private static final String CLIENT = "account-console";

    private final TestRealm tenant;
    private final String token;

    private AccountApi(TestRealm tenant, String token) {
        this.tenant = tenant;
        this.token = token;
    }

    /** Logs the {@link TenantUser} in. */
    static AccountApi logIn(KeycloakServer server, TestRealm tenant) {
        ClientRepresentation console = tenant.admin().clients().findByClientId(CLIENT).get(0);
        console.setDirectAccessGrantsEnabled(true);
        tenant.admin().clients().get(console.getId()).update(console);
        ServerResponse login = TokenRequest.captchaGrant(server, tenant).client(CLIENT, null).param("scope", "openid")
                .param("username", TenantUser.NAME).param("password", TenantUser.PASSWORD).send();
        if (login.status() != 200) {
            throw new AssertionError(login.toString());
        }
        return new AccountApi(tenant, login.member("access_token"));
    }

    ServerResponse read() {
        return Request.get(tenant.uri("/account/?userProfileMetadata=true")).header("Accept", "application/json")
                .bearer(token).send();
    }

    ServerResponse write(Map<String, Object> profile) {
        try {
            return Request.post(tenant.uri("/account/")).header("Accept", "application/json").bearer(token)
                    .body("application/json", new ObjectMapper().writeValueAsString(profile)).send();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
