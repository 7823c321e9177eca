package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL that runs as a process, without Docker, for servers that do so. It ends with this JVM at the latest, and
 * with it all that is in it.
 */
public final class Database implements AutoCloseable {

    /** What it says goes between the results of the tests, and what matters comes as an exception, too. */
    private static final Logger SILENCED = Logger.getLogger("io.zonky.test");

    private final EmbeddedPostgres postgres;

    private Database(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** Starts one that writes what it has promised to keep, as one in production does. */
    public static Database start() {
        SILENCED.setLevel(Level.SEVERE);
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
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement command = connection.createStatement()) {
            command.execute("CREATE DATABASE \"" + name + "\"");
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
