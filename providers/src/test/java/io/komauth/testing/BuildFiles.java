package io.komauth.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the build has made or unpacked, and where the harness puts what it makes. */
final class BuildFiles {

    static final String SERVER_VERSION = "keycloak.server.version";

    private BuildFiles() {
    }

    static Path target() {
        return Path.of(System.getProperty("build.directory", "target")).toAbsolutePath();
    }

    /** Tells the folders of tests that run side by side apart; empty for the first of them. */
    static String forkSuffix() {
        String number = System.getProperty("fork.number", "1");
        return number.equals("1") ? "" : "-" + number;
    }

    /** The root of the project. */
    static Path project() {
        return target().resolve("../..").normalize();
    }

    static String serverVersion() {
        String version = System.getProperty(SERVER_VERSION, "");
        if (version.isBlank()) {
            throw new IllegalStateException("-D" + SERVER_VERSION + " is not set; Maven sets it");
        }
        return version;
    }

    static Path distribution() {
        return existing(unpackedDistribution());
    }

    static Path unpackedDistribution() {
        return target().resolve("keycloak-distributions").resolve("keycloak-" + serverVersion());
    }

    /** Where servers of this version have their folders. */
    static Path servers() {
        return target().resolve("servers").resolve(serverVersion());
    }

    static Path productJar() {
        return existing(target().resolve("keycloak-kom-auth.jar"));
    }

    static Path testSupportJar() {
        return existing(target().resolve("keycloak-kom-auth-test-support.jar"));
    }

    static Path demoRealm() {
        return realmConfig("000000-realm.json");
    }

    static Path realmConfig(String name) {
        return existing(project().resolve("realm-config").resolve(name));
    }

    static Path monitoring(String name) {
        return existing(project().resolve("monitoring").resolve(name));
    }

    static Path document(String name) {
        return existing(project().resolve("docs").resolve(name));
    }

    static Path composeFile() {
        return existing(project().resolve("docker-compose.yml"));
    }

    static Path testResource(String name) {
        return existing(target().resolve("test-classes" + name));
    }

    static Path migration() {
        return existing(project().resolve("migration"));
    }

    static Path tool() {
        return existing(project().resolve("tools").resolve("target").resolve("kom.jar"));
    }

    static List<Path> providers(boolean testSupport) {
        return testSupport ? List.of(productJar(), testSupportJar()) : List.of(productJar());
    }

    private static Path existing(Path path) {
        if (Files.notExists(path)) {
            throw new IllegalStateException(path + " is missing; mvn verify makes it");
        }
        return path;
    }
}
