package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL that runs as a process, without Docker, for servers that do so. It ends with this JVM at the latest, and
 * with it all that is in it.
 */
public final class Database implements AutoCloseable {

    private final EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts one that writes what it has promised to keep, as one in production does. */
    public static Database start() {
        try {
            return new Database(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "500")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an empty database. */
    public Database create(String name) {
        return execute("CREATE DATABASE \"" + name + "\"");
    }

    /** Makes a copy of a database that no server uses meanwhile. */
    public Database copy(String original, String name) {
        return execute("CREATE DATABASE \"" + name + "\" TEMPLATE \"" + original + "\"");
    }

    /** @return its version, such as {@code 17.10} */
    public String version() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion().replaceFirst(" .*", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server is told of a database. */
    String[] options(String name) {
        return new String[] {"--db=postgres", "--db-url=jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name,
                "--db-username=postgres", "--db-password=postgres"};
    }

    private Database execute(String statement) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement command = connection.createStatement()) {
            command.execute(statement);
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
