package io.komauth.tools.users;

import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Failure;

/**
 * An export of an old system: a folder with {@code roles.jsonl} and {@code users.jsonl}. Its rows are read several times
 * and never kept; what is kept of each is what must be unique.
 */
final class Export {

    private static final String ROLES = "roles.jsonl";
    private static final String USERS = "users.jsonl";

    private final Roles roles;
    private final Users users;

    private Export(Roles roles, Users users) {
        this.roles = roles;
        this.users = users;
    }

    /** @param withoutPassword whether enabled users without a password can be imported */
    static Export read(Path folder, boolean withoutPassword) {
        checkIsThere(folder);
        Roles roles = Roles.read(folder.resolve(ROLES));
        return new Export(roles, Users.read(folder.resolve(USERS), roles, withoutPassword));
    }

    /** @throws Failure if it has not both files; they are not read yet */
    static void checkIsThere(Path folder) {
        for (String name : new String[] {ROLES, USERS}) {
            Path file = folder.resolve(name);
            if (!Files.isRegularFile(file)) {
                throw Failure.usage(folder + " is no folder with roles.jsonl and users.jsonl: " + name + " is missing");
            }
            if (!Files.isReadable(file)) {
                throw Failure.usage(file + ": permission denied");
            }
        }
    }

    /** Hands over each row of the export in its order, roles first. */
    void forEach(Visitor visitor) {
        Rows.read(roles.file(), row -> {
            String defect = roles.defect(row);
            if (defect == null) {
                visitor.role(row, Roles.representation(row));
            } else {
                visitor.rejectedRole(row, defect);
            }
        });
        Rows.read(users.file(), row -> {
            String defect = users.defect(row);
            if (defect == null) {
                visitor.user(row, users.representation(row));
            } else {
                visitor.rejectedUser(row, defect);
            }
        });
    }

    /** What is done with the rows. By itself it does nothing. */
    interface Visitor {

        /** @param role what Keycloak imports */
        default void role(Row row, ObjectNode role) {
        }

        default void rejectedRole(Row row, String defect) {
        }

        /** @param user what Keycloak imports */
        default void user(Row row, ObjectNode user) {
        }

        default void rejectedUser(Row row, String defect) {
        }
    }
}
