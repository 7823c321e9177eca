package io.komauth.tools.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.komauth.tools.KomRun;
import io.komauth.tools.StubServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtectCommandTest {

    private static final String PROTECTED = "{\"protected\":true,\"openPaths\":[],\"parts\":{}}";

    private final StubServer server = StubServer.start()
            .answers("GET /admin/realms?briefRepresentation=true", 200, "[{\"realm\":\"b\"},{\"realm\":\"a\"},{\"realm\":\"master\"}]")
            .answers("GET /admin/realms/a", 200, "{}").answers("GET /admin/realms/b", 200, "{}");

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"403, 3, may not do this", "500, 3, answers 500", "409, 4, a reason"})
    void aRealmThatFailsDoesNotKeepTheOthersFromBeingCheckedOrProtected(int status, int exitCode, String message) {
        server.answers(state("GET", "a", ""), status, "{\"errorMessage\":\"a reason\"}").answers(state("GET", "b", ""), 200, PROTECTED)
                .answers(state("POST", "a", "?dryRun=false"), status, "{\"errorMessage\":\"a reason\"}")
                .answers(state("POST", "b", "?dryRun=false"), 200, PROTECTED);

        KomRun check = KomRun.of(server.environment(), "protect", "--check", "--all");
        assertThat(check.exitCode()).as(check.toString()).isEqualTo(exitCode);
        assertThat(check.out()).isEqualToIgnoringNewLines("b: protected");
        assertThat(check.err()).contains(message, "1 of 2 realms are protected");

        KomRun protect = KomRun.of(server.environment(), "protect", "a", "b");
        assertThat(protect.exitCode()).as(protect.toString()).isEqualTo(exitCode);
        assertThat(protect.out()).contains("b: nothing to change");
        assertThat(protect.err()).contains(message);
    }

    @Test
    void aServerWithoutTheJarIsNamedOnce() {
        KomRun run = KomRun.of(server.environment(), "protect", "--check", "--all");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err().lines()).singleElement().asString().contains("the server has no Kom Auth");
    }

    private static String state(String method, String realm, String query) {
        return method + " /admin/realms/" + realm + "/kom-auth/protection" + query;
    }
}
