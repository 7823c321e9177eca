package io.komauth.testing;

/**
 * Moves the clock of a server that has the test support: what counts by Keycloak's clock is later, captchas, sessions and
 * tokens among it. Until it is closed, no request of an administrator is to be sent, whose token would have expired.
 *
 * <pre>
 * try (ServerClock clock = ServerClock.of(server)) { clock.advance(31); … }
 * </pre>
 */
public final class ServerClock implements AutoCloseable {

    private final KeycloakServer server;
    private int seconds;

    private ServerClock(KeycloakServer server) {
        this.server = server;
    }

    public static ServerClock of(KeycloakServer server) {
        return new ServerClock(server);
    }

    /** Lets so many seconds pass. */
    public void advance(int more) {
        set(seconds + more);
    }

    /** Puts the clock right. */
    @Override
    public void close() {
        set(0);
    }

    private void set(int offset) {
        seconds = offset;
        ServerResponse response = Request.post(server.uri("/realms/master/test-clock?offset=" + offset)).send();
        if (response.status() != 204) {
            throw new IllegalStateException("The clock was not moved: " + response);
        }
    }
}
