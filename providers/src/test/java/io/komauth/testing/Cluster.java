package io.komauth.testing;

import java.nio.file.Files;
import java.util.function.UnaryOperator;

/**
 * Two nodes in production mode on one database, as processes of this machine. They have found each other when this
 * begins, as nodes do by default: through the database.
 */
public final class Cluster implements AutoCloseable {

    private final Database database;
    private final KeycloakServer first;
    private final KeycloakServer second;

    private Cluster(Database database, KeycloakServer first, KeycloakServer second) {
        this.database = database;
        this.first = first;
        this.second = second;
    }

    /**
     * @param name tells its folders and its logs from those of others
     * @param more what both nodes have in common
     */
    public static Cluster start(String name, UnaryOperator<ServerOptions> more) {
        return start(name, more, more);
    }

    /** The same with what each node has. */
    public static Cluster start(String name, UnaryOperator<ServerOptions> ofFirst, UnaryOperator<ServerOptions> ofSecond) {
        Database database = Database.start().create(name);
        // one after the other: of two that meet on an empty database, either may fail to create its tables
        KeycloakServer first = node(name + "-first", database, name, ofFirst);
        Cluster cluster = new Cluster(database, first, node(name + "-second", database, name, ofSecond));
        cluster.awaitBoth();
        return cluster;
    }

    /** Waits until each node knows of the other. */
    public void awaitBoth() {
        Poll.until("the nodes are two", () -> size(first) == 2 && size(second) == 2);
    }

    /** Kills the first node, and waits until the second knows of it. */
    public void killFirst() {
        ProcessHandle process = first.process();
        process.destroyForcibly();
        process.onExit().join();
        Poll.until("the second node is alone", () -> size(second) == 1);
    }

    /** Whether the build has unpacked what the nodes run on. */
    public static boolean canStart() {
        return Files.exists(BuildFiles.unpackedDistribution());
    }

    private static KeycloakServer node(String name, Database database, String schema,
            UnaryOperator<ServerOptions> more) {
        // one address, as behind a proxy, so that each node knows the other's tokens
        return more.apply(KeycloakServer.named(name).production().options("--hostname=http://localhost").fixedCaptchas()
                .database(database, schema)).startProcess();
    }

    /** How many nodes a node sees, with itself. */
    public static int size(KeycloakServer node) {
        return (int) Metrics.of(node).sum("vendor_cluster_size");
    }

    public KeycloakServer first() {
        return first;
    }

    public KeycloakServer second() {
        return second;
    }

    /** @return of the PostgreSQL */
    public String databaseVersion() {
        return database.version();
    }

    @Override
    public void close() {
        second.close();
        first.close();
        database.close();
    }
}
