package io.komauth.failures;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An attempt to log in, as failures count.
 *
 * @param name    what was typed as the username, of a user or of none; {@code null} if it is not known yet
 * @param address an IP address as Keycloak has it from the connection, or from the proxy that it trusts; {@code null} where
 *                an event has none
 */
public record Attempt(String name, String address) {

    /** Whom a failure of this attempt counts for. */
    List<Subject> subjects() {
        return Stream.concat(typedName().stream(), Optional.ofNullable(address).map(Subject::address).stream()).toList();
    }

    private Optional<Subject> typedName() {
        return Optional.ofNullable(name).filter(typed -> !typed.isBlank()).map(Subject::name);
    }
}
