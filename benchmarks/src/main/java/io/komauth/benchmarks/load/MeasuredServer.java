package io.komauth.benchmarks.load;

import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerOptions;

/** A server in production mode, on a PostgreSQL, which says in its log what it says by default. */
public final class MeasuredServer {

    /** Enough for none of the benchmarks to be short of it. */
    public static final String HEAP = "1g";

    private static final String ARGON2 = "org.bouncycastle.crypto.generators.Argon2BytesGenerator";
    /**
     * What hashing a password spends its time in. The JVM inlines it into its loop at one start and not at the next, and
     * a login then takes twice as long: servers that are compared with each other must not depend on that.
     */
    private static final String[] ALIKE = {"-XX:CompileCommand=quiet", "-XX:CompileCommand=inline," + ARGON2 + "::F",
            "-XX:CompileCommand=inline," + ARGON2 + "::quarterRound"};

    private MeasuredServer() {
    }

    /** With our JAR, and with captchas that can be solved. */
    public static ServerOptions ours(String name, Database database, String schema) {
        return options(name, database, schema).fixedCaptchas();
    }

    /** As Keycloak ships it. */
    public static ServerOptions stock(String name, Database database, String schema) {
        return options(name, database, schema).stock();
    }

    private static ServerOptions options(String name, Database database, String schema) {
        return KeycloakServer.named("measured-" + name).production().longLived().heap(HEAP).jvmOptions(ALIKE).options("--proxy-headers=xforwarded")
                .logLevel("info").database(database, schema);
    }

    /** @return what the figures hold for, beside the machine; {@code generator} is the version of wrk */
    public static String describe(Database database, String generator) {
        return describe(database) + "; wrk " + generator;
    }

    public static String describe(Database database) {
        return "Keycloak %s in production mode, heap of %s; PostgreSQL %s".formatted(
                System.getProperty("keycloak.server.version"), HEAP, database.version());
    }
}
