package io.komauth.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.Jwt;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerOptions;
import io.komauth.testing.TenantTemplate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.representations.idm.RealmRepresentation;

/** On processes, whatever other tests run on: a container keeps its database to itself. */
@Full
@EachVersion
class ExportTenantIT {

    private static final String STANDARD = "100001";
    private static final String LEGACY = "100002";
    private static final List<String> OF_EACH_LOGIN =
            List.of("iat", "exp", "jti", "sid", "iss", "access_token", "refresh_token", "expires_in", "session_state",
                    "refresh_expires_in");

    @TempDir
    private Path folder;

    @Test
    void aTenantThatIsExportedAndImportedElsewhereIsTheSame() throws IOException {
        Path key = Files.writeString(folder.resolve(LEGACY + "_signing-key"), "the key of tenant 100002 in the vault");
        State standard;
        State legacy;
        List<Path> exported;
        try (KeycloakServer server = options("tenants-here", key)
                .realm(TenantTemplate.TENANT.copyInto(folder, "realm", STANDARD, "displayName", "甲公司"))
                .realm(TenantTemplate.LEGACY.copyInto(folder, "realm", LEGACY, "displayName", "乙公司")).startProcess()) {
            TenantUser.addTo(server, STANDARD);
            TenantUser.addTo(server, LEGACY);
            standard = State.of(server, STANDARD);
            legacy = State.of(server, LEGACY);
            exported = server.export(STANDARD, LEGACY);
        }

        try (KeycloakServer elsewhere =
                options("tenants-elsewhere", key).realm(exported.get(0)).realm(exported.get(1)).startProcess()) {
            assertThat(State.of(elsewhere, STANDARD)).isEqualTo(standard);
            assertThat(State.of(elsewhere, LEGACY)).isEqualTo(legacy);
        }
    }

    private static ServerOptions options(String name, Path key) {
        return KeycloakServer.named(name).fixedCaptchas().options("--proxy-headers=xforwarded").vault(key);
    }

    /** What tells a tenant from others: what it is set to, and what its logins give. */
    private record State(Map<String, Object> realm, Map<String, String> attributes, JsonNode profile, String secret,
            JsonNode answer, JsonNode token) {

        static State of(KeycloakServer server, String tenant) {
            TenantUser user = TenantUser.in(server, tenant);
            RealmRepresentation realm = user.realm().toRepresentation();
            boolean documented = "true".equals(realm.getAttributes().get("tenant.api"));
            JsonNode login = (documented ? user.documentedLogin().send() : user.login().send()).json();
            JsonNode profile = new ObjectMapper().valueToTree(user.realm().users().userProfile().getConfiguration());
            return new State(settings(realm), ownAttributes(realm), profile, user.secret(), lasting(login),
                    lasting(Jwt.payload(login.get("access_token").asText())));
        }

        private static Map<String, Object> settings(RealmRepresentation realm) {
            return Map.of("name", realm.getDisplayName(), "browser", realm.getBrowserFlow(),
                    "direct grant", realm.getDirectGrantFlow(), "registration", realm.getRegistrationFlow(),
                    "reset", realm.getResetCredentialsFlow(), "first broker login", realm.getFirstBrokerLoginFlow(),
                    "passwords", realm.getPasswordPolicy(), "ssl", realm.getSslRequired(),
                    "brute force", realm.isBruteForceProtected());
        }

        /** Without those that Keycloak adds at an import, each with its default. */
        private static Map<String, String> ownAttributes(RealmRepresentation realm) {
            return realm.getAttributes().entrySet().stream().filter(attribute -> attribute.getKey().startsWith("tenant."))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        private static JsonNode lasting(JsonNode members) {
            return ((ObjectNode) members.deepCopy()).remove(OF_EACH_LOGIN);
        }
    }
}
