package io.komauth.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.Browser;
import io.komauth.testing.DemoTenant;
import io.komauth.testing.IdentityProviders;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;

@WithKeycloak
class BrokeredIdentityIT {

    private static final String CALLBACK = "http://localhost/callback";

    @Test
    void theOauthIdIsTheUsersAtTheIdentityProviderTheSessionCameThrough(KeycloakServer server) {
        try (TestRealm provider = DemoTenant.copyTo(server,
                realm -> realm.getClients().get(0).setRedirectUris(List.of("*")));
                TestRealm tenant = DemoTenant.copyTo(server, realm -> {
                    realm.setUsers(List.of());
                    realm.addIdentityProvider(IdentityProviders.oidc(server, provider, "sword", "sword_secret"));
                })) {
            Browser browser = new Browser()
                    .open(tenant.uri("/protocol/openid-connect/auth?client_id=sword&response_type=code&scope=openid%20all"
                            + "&kc_idp_hint=idp&redirect_uri=" + CALLBACK))
                    .logIn("admin", "admin");
            ServerResponse login = Request.post(tenant.tokenEndpoint()).basicAuth("sword", "sword_secret")
                    .param("grant_type", "authorization_code").param("code", browser.parameter("code"))
                    .param("redirect_uri", CALLBACK).send();

            assertThat(login.status()).as(login.toString()).isEqualTo(200);
            assertThat(login.member("oauth_id"))
                    .isEqualTo(provider.admin().users().search("admin").get(0).getId())
                    .isNotEqualTo(login.member("user_id"));
            assertThat(login.member("password_last_update_date")).isEmpty();
            assertThat(TokenRequest.captchaGrant(server, provider).send().member("oauth_id")).isEmpty();
        }
    }
}
