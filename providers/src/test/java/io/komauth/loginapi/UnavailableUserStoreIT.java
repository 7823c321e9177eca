package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LdapDirectory;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;

/** What the documented API answers where something fails that Keycloak depends on. */
@WithKeycloak
class UnavailableUserStoreIT {

    private static final String USER = "kept-by-the-directory";
    private static final String ORIGIN = "https://app.example.org";

    @Test
    void anUnreachableUserStoreIsReportedAsTemporary(KeycloakServer server) {
        try (TestRealm tenant = DemoTenant.copyTo(server, UnavailableUserStoreIT::withUnreachableDirectory)) {
            LoginApiRequest login = LoginApiRequest.example(server, tenant).member("username", USER)
                    .header("Accept-Language", "en").header("Origin", ORIGIN);

            ServerResponse response = login.send();
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).isEqualTo("{\"error\":\"temporarily_unavailable\",\"error_description\":"
                    + "\"The service is temporarily unavailable. Try again later; a login then needs another captcha.\"}");
            assertThat(response.header("Cache-Control")).hasValue("no-store");
            assertThat(response.header("Access-Control-Allow-Origin")).hasValue(ORIGIN);
            // newer servers report the user as disabled before they fail
            assertThat(tenant.admin().getEvents()).filteredOn(event -> "temporarily_unavailable".equals(event.getError()))
                    .singleElement().satisfies(event -> {
                        assertThat(event.getType()).isEqualTo("LOGIN_ERROR");
                        assertThat(event.getClientId()).isEqualTo("sword");
                    });
            assertThat(login.send().member("error")).as("of a captcha that is spent").isEqualTo("invalid_grant");
            assertThat(LoginApiRequest.example(server, tenant).member("username", USER).header("Accept-Language", "zh-CN").send()
                    .member("error_description")).isEqualTo("服务暂时不可用，请稍后重试；登录须重新获取验证码。");
        }
    }

    private static void withUnreachableDirectory(RealmRepresentation realm) {
        DemoTenant.client(realm).setWebOrigins(List.of(ORIGIN));
        // nothing listens there
        LdapDirectory.at(LdapDirectory.NO_SERVER, USER).accept(realm);
    }
}
