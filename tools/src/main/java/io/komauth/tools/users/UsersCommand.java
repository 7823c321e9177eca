package io.komauth.tools.users;

import picocli.CommandLine.Command;

/** {@code kom users}, which has only commands of its own. */
@Command(name = "users", description = "Moves users of an old system into Keycloak, and finds who still needs the JAR.")
public final class UsersCommand {
}
