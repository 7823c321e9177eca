package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.common.util.MultivaluedHashMap;
import org.keycloak.representations.idm.ComponentExportRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

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
        ComponentExportRepresentation directory = new ComponentExportRepresentation();
        directory.setId(UUID.randomUUID().toString());
        directory.setName("ldap");
        directory.setProviderId("ldap");
        directory.setConfig(new MultivaluedHashMap<>());
        // nothing listens there
        Map.ofEntries(Map.entry("enabled", "true"), Map.entry("priority", "0"), Map.entry("vendor", "other"),
                Map.entry("connectionUrl", "ldap://localhost:1"), Map.entry("usersDn", "ou=people,dc=example,dc=org"),
                Map.entry("authType", "none"), Map.entry("editMode", "READ_ONLY"), Map.entry("usernameLDAPAttribute", "uid"),
                Map.entry("rdnLDAPAttribute", "uid"), Map.entry("uuidLDAPAttribute", "entryUUID"),
                Map.entry("userObjectClasses", "inetOrgPerson")).forEach(directory.getConfig()::putSingle);
        if (realm.getComponents() == null) {
            realm.setComponents(new MultivaluedHashMap<>());
        }
        realm.getComponents().put("org.keycloak.storage.UserStorageProvider", List.of(directory));
        UserRepresentation user = new UserRepresentation();
        user.setUsername(USER);
        user.setEnabled(true);
        user.setFederationLink(directory.getId());
        user.setAttributes(Map.of("LDAP_ID", List.of("1"), "LDAP_ENTRY_DN", List.of("uid=1,ou=people,dc=example,dc=org")));
        realm.getUsers().add(user);
    }
}
