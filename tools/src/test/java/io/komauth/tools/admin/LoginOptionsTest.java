package io.komauth.tools.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.komauth.tools.KomRun;
import io.komauth.tools.StubServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who logs in, by the options of a command that only reads. */
class LoginOptionsTest {

    @TempDir
    private Path folder;

    private final StubServer server = StubServer.start()
            .answers("GET /admin/realms/shop/users?briefRepresentation=true&first=0&max=1000", 200, "[]");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aUserLogsInWithThePasswordOfTheEnvironment() {
        KomRun run = KomRun.of(Map.of("KOM_PASSWORD", "of the environment"), "users", "stranded", "--server", server.url() + "/",
                "--user", "admin", "shop");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(server.bodies().get(0))
                .contains("username=admin", "password=of%20the%20environment", "client_id=admin-cli", "grant_type=password");
    }

    @Test
    void aFileWinsOverTheEnvironmentAndItsLastLineBreakIsNoPartOfTheSecret() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), " of the file\r\n");

        KomRun run = KomRun.of(server.environment(), "users", "stranded", "--client-secret-file", file.toString(), "shop");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(server.bodies().get(0)).contains("client_secret=%20of%20the%20file").doesNotContain("%0D", "%0A");
    }

    @ParameterizedTest
    @CsvSource({"--user admin, KOM_PASSWORD", "--client app, KOM_CLIENT_SECRET", "--user a --password-file none, no such file"})
    void aMissingSecretSaysWhereItCanBe(String options, String message) {
        KomRun run = KomRun.of(("users stranded --server " + server.url() + " " + options + " shop").split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"localhost:8080", "ftp://localhost", "http:/localhost", "'http://a b'"})
    void whatIsNoAddressIsRefused(String address) {
        KomRun run = KomRun.of(Map.of("KOM_SERVER", address, "KOM_CLIENT", "app", "KOM_CLIENT_SECRET", "s"), "users",
                "stranded", "shop");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is no address");
    }

    @Test
    void theLoginOfKcadmIsUsedWhereNobodyElseIsNamed() throws IOException {
        KomRun run = stranded(config("\"token\":\"of kcadm\",\"expiresAt\":99999999999999"));

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(server.tokenRequests()).isZero();
    }

    @Test
    void theLoginOfKcadmIsRefreshed() throws IOException {
        KomRun run = stranded(config("\"token\":\"of kcadm\",\"refreshToken\":\"again\",\"expiresAt\":1"));

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(server.bodies().get(0)).contains("refresh_token=again", "client_id=admin-cli");
    }

    @Test
    void aLoginOfKcadmThatHasExpiredIsNamed() throws IOException {
        server.tokens(400, "{\"error\":\"invalid_grant\"}");

        KomRun run = stranded(config("\"token\":\"of kcadm\",\"refreshToken\":\"again\",\"expiresAt\":1"));

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("kcadm.sh config credentials");
    }

    @Test
    void whoHasNotLoggedInIsToldHowTo() {
        KomRun run = stranded(folder.resolve("none"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--user", "KOM_PASSWORD", "--client", "kcadm.sh config credentials");
    }

    private static KomRun stranded(Path config) {
        return KomRun.of("users", "stranded", "--kcadm-config", config.toString(), "shop");
    }

    private Path config(String members) throws IOException {
        return Files.writeString(folder.resolve("kcadm.config"), "{\"serverUrl\":\"" + server.url()
                + "\",\"realm\":\"master\",\"endpoints\":{\"" + server.url() + "\":{\"master\":{\"clientId\":\"admin-cli\","
                + members + "}}}}");
    }
}
