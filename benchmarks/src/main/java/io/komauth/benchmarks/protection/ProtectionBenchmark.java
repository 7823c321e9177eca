package io.komauth.benchmarks.protection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Samples;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.KomTool;
import io.komauth.testing.ServerOptions;
import io.komauth.testing.Shell.Output;

import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;

/** Arguments: realms, starts of each server. */
public final class ProtectionBenchmark implements Benchmark {

    private static final String NAME = "protection";
    private static final String GOAL = "60";

    /** Then the server has no endpoint of the protection, and no check at its start. */
    private static final String WITHOUT_CHECK = "--spi-admin-realm-restapi-extension--kom-auth--enabled=false";
    private static final Pattern STARTED = Pattern.compile("started in ([0-9.]+)s");
    private static final Pattern CHECKED = Pattern.compile("(\\d+) realms checked in (\\d+) ms");

    @Override
    public String run(List<String> arguments) {
        int realms = arguments.isEmpty() ? 200 : Integer.parseInt(arguments.get(0));
        int starts = arguments.size() < 2 ? 5 : Integer.parseInt(arguments.get(1));
        try (Database database = Database.start().create(NAME)) {
            try (KeycloakServer server = server(database).startProcess()) {
                IntStream.range(0, realms).forEach(number -> create(server, number));
            }
            Table commands = new Table(realms + " realms", "seconds", "goal");
            try (KeycloakServer server = server(database).startProcess()) {
                KomTool kom = KomTool.administrator(server);
                commands.row("`kom protect --check --all`, all open, after a start", seconds(kom, 1, "--check"), GOAL);
                commands.row("again", seconds(kom, 1, "--check"), GOAL);
                commands.row("`kom protect --all`", seconds(kom, 0), "");
                commands.row("`kom protect --check --all`, none open", seconds(kom, 0, "--check"), GOAL);
            }
            return "%s.\n\n%s\n%s".formatted(MeasuredServer.describe(database), commands, starts(database, realms, starts));
        }
    }

    private static Table starts(Database database, int realms, int starts) {
        List<Double> with = new ArrayList<>();
        List<Double> checks = new ArrayList<>();
        List<Double> without = new ArrayList<>();
        for (int start = 0; start < starts; start++) {
            try (KeycloakServer server = server(database).startProcess()) {
                with.add(number(STARTED, server, 1));
                waitFor(server);
                checks.add(number(CHECKED, server, 2) / 1000);
            }
            try (KeycloakServer server = server(database).options(WITHOUT_CHECK).startProcess()) {
                without.add(number(STARTED, server, 1));
            }
        }
        return new Table("start of the server, " + realms + " protected realms", "seconds")
                .row("start", new Samples(with).with(2)).row("start without the check", new Samples(without).with(2))
                .row("the check, beside the start", new Samples(checks).with(2));
    }

    /** However long the check takes: how long is what is measured. */
    private static void waitFor(KeycloakServer server) {
        while (!CHECKED.matcher(server.log()).find()) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private static ServerOptions server(Database database) {
        return MeasuredServer.ours(NAME, database, NAME).logLevel("info,io.komauth.protection:debug");
    }

    /** As Keycloak makes it, with registration, password reset and a client. */
    private static void create(KeycloakServer server, int number) {
        ClientRepresentation client = new ClientRepresentation();
        client.setClientId("app");
        client.setPublicClient(true);
        client.setDirectAccessGrantsEnabled(true);
        RealmRepresentation realm = new RealmRepresentation();
        realm.setRealm("realm-%04d".formatted(number));
        realm.setEnabled(true);
        realm.setRegistrationAllowed(true);
        realm.setResetPasswordAllowed(true);
        realm.setClients(List.of(client));
        server.admin().realms().create(realm);
    }

    private static String seconds(KomTool kom, int status, String... options) {
        List<String> command = new ArrayList<>(List.of("protect", "--all"));
        command.addAll(List.of(options));
        long start = System.nanoTime();
        Output output = kom.run(command.toArray(String[]::new));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (output.status() != status) {
            throw new IllegalStateException(output.toString());
        }
        return "%.1f".formatted(seconds);
    }

    private static double number(Pattern pattern, KeycloakServer server, int group) {
        Matcher line = pattern.matcher(server.log());
        if (!line.find()) {
            throw new IllegalStateException("the log has no " + pattern);
        }
        return Double.parseDouble(line.group(group));
    }
}
