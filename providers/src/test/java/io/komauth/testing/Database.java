package io.komauth.testing;

/**
 * A database server that runs as a process, without Docker, for servers that do so. It ends with this JVM at the latest, and
 * with it all that is in it.
 */
public interface Database extends AutoCloseable {

    /** Starts a PostgreSQL that writes what it has promised to keep, as one in production does. */
    static PostgreSql start() {
        return PostgreSql.start(true);
    }

    /** Makes an empty database, in place of one of the same name. */
    Database create(String name);

    /** @return its version, such as {@code 17.10} */
    String version();

    /** What a server is told of a database. */
    String[] options(String name);

    @Override
    void close();
}
