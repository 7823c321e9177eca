package io.komauth.bruteforce;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A login attempt, as far as failures are counted by it.
 *
 * @param name    what was typed as the username, of a user or of none; {@code null} if it is not known yet
 * @param address an IP address as Keycloak has it from the connection, or from the proxy that it trusts; {@code null} where
 *                an event has none
 */
public record LoginAttempt(String name, String address) {

    /** The keys that a failure of this attempt counts for. */
    List<FailureKey> keys() {
        return Stream.concat(typedName().stream(), Optional.ofNullable(address).map(FailureKey::address).stream()).toList();
    }

    private Optional<FailureKey> typedName() {
        return Optional.ofNullable(name).filter(typed -> !typed.isBlank()).map(FailureKey::name);
    }
}
