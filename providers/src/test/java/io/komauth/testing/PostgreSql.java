package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** The PostgreSQL that the build brings. */
public final class PostgreSql implements Database {

    /** What it says goes between the results of the tests, and what matters comes as an exception, too. */
    private static final Logger SILENCED = Logger.getLogger("io.zonky.test");

    private final EmbeddedPostgres postgres;

    private PostgreSql(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    /** @param durable whether a crash of the machine may lose nothing */
    static PostgreSql start(boolean durable) {
        SILENCED.setLevel(Level.SEVERE);
        String flush = durable ? "on" : "off";
        try {
            return new PostgreSql(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", flush).setServerConfig("synchronous_commit", flush)
                    .setServerConfig("max_connections", "500")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Database create(String name) {
        execute("DROP DATABASE IF EXISTS \"" + name + "\"");
        execute("CREATE DATABASE \"" + name + "\"");
        return this;
    }

    /** Makes a database with all that another one has, which nothing may be connected to. */
    public void copy(String original, String name) {
        execute("CREATE DATABASE \"" + name + "\" TEMPLATE \"" + original + "\"");
    }

    /** @return bytes that a database takes on the disk */
    public long size(String name) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement query = connection.createStatement();
                ResultSet size = query.executeQuery("SELECT pg_database_size('" + name + "')")) {
            size.next();
            return size.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement command = connection.createStatement()) {
            command.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String version() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            return connection.getMetaData().getDatabaseProductVersion().replaceFirst(" .*", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String[] options(String name) {
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
