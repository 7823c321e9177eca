package io.komauth.tools.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

/**
 * The login that {@code kcadm.sh config credentials} has stored in {@code ~/.keycloak/kcadm.config}: JSON with the members of
 * Keycloak's class {@code org.keycloak.client.cli.config.ConfigData}. It is read, and never written.
 */
final class KcadmLogin {

    private final Path file;
    private final JsonNode config;

    private KcadmLogin(Path file, JsonNode config) {
        this.file = file;
        this.config = config;
    }

    static Path defaultFile() {
        return Path.of(System.getProperty("user.home"), ".keycloak", "kcadm.config");
    }

    /** @throws Failure if there is no login */
    static KcadmLogin read(Path file) {
        if (Files.notExists(file)) {
            throw Failure.usage("Who logs in? Give --server and --user (with KOM_PASSWORD or --password-file) or --client (with "
                    + "KOM_CLIENT_SECRET or --client-secret-file), or log in by kcadm.sh config credentials: there is no "
                    + file);
        }
        try {
            return new KcadmLogin(file, Json.parse(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            throw Failure.usage(file + " is not what kcadm.sh writes: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Failure.file(file, e);
        }
    }

    String server() {
        return config.path("serverUrl").asText("");
    }

    /** @return the truststore that kcadm.sh was told of, or null */
    String truststore() {
        return config.path("truststore").asText(null);
    }

    String truststorePassword() {
        return config.path("trustpass").asText(null);
    }

    /** @param realm that the login belongs to, or null for the one that was used last */
    Login login(String server, String realm) {
        String of = realm == null ? config.path("realm").asText("master") : realm;
        JsonNode stored = config.path("endpoints").path(server).path(of);
        String access = stored.path("token").asText(null);
        String secret = stored.path("secret").asText(null);
        Map<String, String> client = Login.client(stored.path("clientId").asText("admin-cli"), secret);
        boolean serviceAccount =
                secret != null && stored.path("grantTypeForAuthentication").asText("").equals("client_credentials");
        if (access == null && !serviceAccount) {
            throw Failure.usage(file + " has no login for the realm " + of + " of " + server
                    + ". Log in: kcadm.sh config credentials --server " + server + " --realm " + of + " --user NAME");
        }
        Duration life = Duration.ofMillis(stored.path("expiresAt").asLong() - System.currentTimeMillis());
        Token token = access == null ? null : Token.of(access, stored.path("refreshToken").asText(null), life);
        return new Login(of, "the login of kcadm.sh", serviceAccount ? Map.of("grant_type", "client_credentials") : Map.of(),
                client, token);
    }
}
