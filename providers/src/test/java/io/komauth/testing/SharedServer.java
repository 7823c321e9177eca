package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The server that most tests share: it has every option that one of them needs and that changes nothing for the others. */
public final class SharedServer {

    /** A tenant that the server has imported at its start, from the template for the documented API. */
    public static final String IMPORTED_TENANT = "200002";

    /** The tenant's signing key, which is in the vault. */
    public static final String IMPORTED_KEY = "the key of tenant 200002 in the vault";

    /** A realm that a test may make, whose key {@code ${vault.shared_key}} is in the vault. */
    public static final String VAULTED_REALM = "vaulted";

    /** That key, without the line break that an editor puts behind it. */
    public static final String VAULTED_KEY = "a key that is in the vault, and not in the realm";

    /** A realm that a test may make, whose key {@code ${vault.shared_key}} the vault fails to read. */
    public static final String FAILING_VAULT_REALM = "failing-vault";

    /** A realm that the server has imported at its start, whose browser flow has a step for direct grant flows. */
    public static final String MISCONFIGURED_REALM = "misconfigured";

    private static final String MISCONFIGURED = """
            {"realm": "misconfigured", "enabled": true, "browserFlow": "wrong", "authenticationFlows": [{"alias": "wrong",
             "providerId": "basic-flow", "topLevel": true, "authenticationExecutions": [
              {"authenticator": "direct-grant-validate-captcha", "requirement": "REQUIRED", "priority": 10}]}]}
            """;

    /** What the names {@code face.de} and {@code cafe} mean to the server if it looks them up. */
    public static final String NAMED_ADDRESS = "192.0.2.77";

    private SharedServer() {
    }

    static ServerOptions options(String name) {
        Path folder = BuildFiles.target().resolve(name + BuildFiles.forkSuffix() + "-server-files");
        try {
            Files.createDirectories(folder);
            // the name of the realm and that of the entry, in which an underscore is doubled
            Path vaulted = Files.writeString(folder.resolve(VAULTED_REALM + "_shared__key"), VAULTED_KEY + "\n");
            Path sm2 = Files.writeString(folder.resolve(VAULTED_REALM + "_sm2-private-key"), Sm2Example.PRIVATE_KEY + "\n");
            Path imported = Files.writeString(folder.resolve(IMPORTED_TENANT + "_signing-key"), IMPORTED_KEY);
            Path misconfigured = Files.writeString(folder.resolve(MISCONFIGURED_REALM + "-realm.json"), MISCONFIGURED);
            // what is no file cannot be read as one
            Path unreadable = Files.createDirectories(folder.resolve(FAILING_VAULT_REALM + "_shared__key"));
            return KeycloakServer.named(name).inMemory().fixedCaptchas().cachesByKeycloaksClock().metricsByRealm()
                    .options("--features=declarative-ui,docker", "--proxy-headers=xforwarded", "--event-metrics-user-enabled=true",
                            "--event-metrics-user-tags=realm")
                    .logLevel("info,io.komauth:trace,org.apache.http.wire:debug")
                    .hosts("127.0.0.1 localhost", NAMED_ADDRESS + " face.de", NAMED_ADDRESS + " cafe")
                    .vault(vaulted, sm2, imported, unreadable).demoRealm().realm(TenantTemplate.LEGACY.copyInto(folder,
                            "realm", IMPORTED_TENANT, "displayName", "${TENANT_NAME:乙公司}"))
                    .realm(misconfigured);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
