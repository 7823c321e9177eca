package io.komauth.testing;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * The database server that {@code -Dkeycloak.database} names, in place of the H2 within Keycloak. All servers of this JVM share it,
 * each with a database of its own.
 */
public enum ChosenDatabase {

    MARIADB(MariaDb::start, MariaDb::missingPrograms, List.of("mariadb-server")),
    POSTGRES(() -> PostgreSql.start(false), List::of, List.of());

    /** The system property, for tests that some database cannot pass. */
    public static final String PROPERTY = "keycloak.database";

    /** A value of the property. */
    public static final String MARIADB_NAME = "mariadb";

    private static Database running;

    private final Supplier<Database> starter;
    private final Supplier<List<String>> missingPrograms;
    private final List<String> packages;

    ChosenDatabase(Supplier<Database> starter, Supplier<List<String>> missingPrograms, List<String> packages) {
        this.starter = starter;
        this.missingPrograms = missingPrograms;
        this.packages = packages;
    }

    /** @return empty if servers keep their data as they do by default */
    static Optional<ChosenDatabase> get() {
        String name = System.getProperty(PROPERTY, "");
        return switch (name) {
            case "" -> Optional.empty();
            case MARIADB_NAME -> Optional.of(MARIADB);
            case "postgres" -> Optional.of(POSTGRES);
            default -> throw new IllegalArgumentException(
                    "-D" + PROPERTY + "=" + name + " is unknown; there are mariadb and postgres");
        };
    }

    /** @return whether names have no emoji, and two names that differ by accents are the same */
    public static boolean isMariaDb() {
        return get().filter(MARIADB::equals).isPresent();
    }

    /** @return the database server, which runs until this JVM ends */
    Database server() {
        synchronized (ChosenDatabase.class) {
            if (running == null) {
                running = starter.get();
            }
            return running;
        }
    }

    /** Decides whether a test runs; see {@link Programs#condition}. */
    ConditionEvaluationResult condition(String test) {
        return Programs.condition(test, missingPrograms.get(), packages);
    }
}
