package io.komauth.tools.trial;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.admin.AdminClient;
import io.komauth.tools.admin.LoginOptions;
import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

/** Moves made-up users by the commands of this program, and logs some of them in. */
final class Trial implements AutoCloseable {

    private static final String LOADED = "loaded";
    private static final String IMPORTED = "imported";
    /** Of each tenant the first user of these numbers: some changed, some new, some disabled. */
    private static final int[] LOGINS = {0, 2, 7, 50, 98};
    private static final int IMPORT_BATCH = 500;

    private final TrialExport export;
    private final Tenants tenants;
    private final Path build;
    private final Path work;
    private final Programs programs;
    private final PostgreSql database;
    private final Keycloak keycloak;
    private final DocumentedLogin logins;
    private final Map<String, String> environment;
    private final Runner kom;
    private final List<String> loads = new ArrayList<>();
    private final Map<String, String> rejected = new HashMap<>();
    private AdminClient admin;

    /** @param port the first of three */
    Trial(TrialExport export, Tenants tenants, Path build, Path work, int port, Runner kom) {
        this.export = export;
        this.tenants = tenants;
        this.build = build;
        this.work = work;
        this.kom = kom;
        String secret = "a-secret-of-the-trial";
        programs = new Programs(work.resolve("log"));
        database = new PostgreSql(programs, work.resolve("db"), port);
        keycloak = new Keycloak(programs, work.resolve("keycloak"), database, port + 1, secret);
        logins = new DocumentedLogin(keycloak.url());
        environment = Map.of("KOM_SERVER", keycloak.url().toString(), "KOM_CLIENT", "migration", "KOM_CLIENT_SECRET", secret);
    }

    void run(PrintStream out) {
        Timings timings = new Timings(out);
        try (this) {
            timings.time("make the export", () -> export.write(work));
            timings.time("start the database", () -> database.start(List.of(LOADED, IMPORTED)));
            timings.time("unpack and build the server", () -> keycloak.install(build));
            timings.time("start the server on an empty database", () -> keycloak.start(LOADED));
            admin = new LoginOptions(environment).connect();
            timings.time("create " + (export.tenants() + 1) + " realms", this::createRealms);
            timings.time("convert the export", () -> convert(TrialExport.FIRST, "out"));
            timings.time("load it (shadow import)", () -> load("out"));
            timings.time("load it again: all skipped", () -> load("out"));
            timings.time("convert the next export, with 5 of 100 users changed, new or gone",
                    () -> convert(TrialExport.SECOND, "delta", work.resolve(TrialExport.FIRST).toString()));
            timings.time("load the difference (delta)", () -> load("delta", "--delta"));
            timings.time("make, convert and load the oddities", this::moveOddities);
            timings.time("enable the realms", this::enableRealms);
            timings.time("log in 5 users of each tenant, by the documented API", this::logInSome);
            timings.time("log in all odd users, by the documented API", this::logInOddities);
            keycloak.close();
            timings.time("make files for kc.sh import", this::makeImport);
            timings.time("kc.sh import, realms and users, on an empty database",
                    () -> keycloak.importFolder(IMPORTED, work.resolve("import")));
        }
        out.println();
        loads.forEach(out::println);
    }

    /** Ends the step that another thread is at, and then as {@link #close}. */
    void interrupt() {
        programs.interrupt();
        close();
    }

    /** Stops the server and the database, in this order, if they run. */
    @Override
    public void close() {
        keycloak.close();
        database.close();
    }

    private void createRealms() {
        for (int tenant = 0; tenant <= export.tenants(); tenant++) {
            admin.createRealm(tenants.realm(TrialExport.tenant(tenant), false));
        }
    }

    private void enableRealms() {
        for (int tenant = 0; tenant <= export.tenants(); tenant++) {
            admin.realm(TrialExport.tenant(tenant)).change(Json.object().put("enabled", true));
        }
    }

    private void convert(String name, String folder, String... loaded) {
        List<String> arguments = new ArrayList<>(List.of("users", "convert", work.resolve(name).toString(),
                work.resolve(folder).toString()));
        arguments.addAll(List.of(loaded));
        call(ExitCode.DONE, arguments);
    }

    private void load(String folder, String... options) {
        List<String> arguments = new ArrayList<>(List.of("users", "load"));
        arguments.addAll(List.of(options));
        try (Stream<Path> folders = Files.list(work.resolve(folder))) {
            folders.map(Path::toString).sorted().forEach(arguments::add);
        } catch (IOException e) {
            throw Failure.file(work.resolve(folder), e);
        }
        loads.addAll(call(ExitCode.DONE, arguments));
    }

    /** @return the lines that the command prints */
    private List<String> call(ExitCode expected, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = kom.run(arguments.toArray(String[]::new), new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8), environment);
        if (exitCode != expected.code()) {
            throw Failure.refused("kom " + arguments + " ended with " + exitCode + ": " + err.toString(StandardCharsets.UTF_8));
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private Oddities oddities() {
        return new Oddities(TrialExport.tenant(0), OldPassword.SHA1_OF_MD5);
    }

    private void moveOddities() {
        Path folder = work.resolve("odd");
        StringBuilder roles = new StringBuilder();
        oddities().roles().forEach(role -> roles.append(Json.write(role)).append('\n'));
        StringBuilder users = new StringBuilder();
        // as an editor on Windows saves them
        oddities().users().forEach(user -> users.append(Json.write(user)).append("\r\n"));
        oddities().lines().forEach(line -> users.append(line).append("\r\n"));
        try {
            Files.createDirectory(folder);
            Files.writeString(folder.resolve(TrialExport.ROLES), roles);
            Files.writeString(folder.resolve(TrialExport.USERS), users);
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
        for (String line : call(ExitCode.REJECTED,
                List.of("users", "convert", folder.toString(), work.resolve("odd-out").toString()))) {
            JsonNode rejection = parse(line);
            rejected.put(rejection.path("row").asText(), rejection.path("defect").asText());
        }
        load("odd-out");
    }

    private static JsonNode parse(String line) {
        try {
            return Json.parse(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private void logInSome() {
        for (int number : LOGINS) {
            for (int tenant = 0; tenant < export.tenants(); tenant++) {
                int user = (number * export.tenants() + tenant) % export.users();
                ObjectNode row = export.changedUser(user);
                JsonNode answer = logins.logIn(row.path("tenant_id").asText(), row.path("account").asText());
                boolean enabled = row.path("enabled").asBoolean();
                List<String> roles = Stream.of(answer.path("role_name").asText().split(",")).sorted().toList();
                expect(enabled == answer.has("access_token") && (!enabled || Stream.of("tenant_id", "account", "nick_name")
                        .allMatch(member -> answer.path(member).equals(row.path(member)))
                        && answer.path("user_id").equals(row.path("id")) && roles.equals(TrialExport.roleNames(user))),
                        row, answer);
            }
        }
    }

    /** Each odd row logs in, or was rejected for the column that is wrong. */
    private void logInOddities() {
        List<ObjectNode> users = oddities().users();
        for (int i = 0; i < users.size(); i++) {
            ObjectNode row = users.get(i);
            String wrong = row.path("wrong").asText(null);
            String defect = rejected.get(TrialExport.USERS + ":" + (i + 1));
            if (defect != null) {
                expect("either".equals(wrong) || wrong != null && defect.startsWith(wrong), row,
                        Json.object().put("defect", defect));
                continue;
            }
            JsonNode answer = logins.logIn(TrialExport.tenant(0), row.path("account").asText());
            boolean enabled = row.path("enabled").asBoolean(true);
            expect((wrong == null || wrong.equals("either")) && enabled == answer.has("access_token") && (!enabled
                    || answer.path("account").asText().equals(row.path("account").asText().toLowerCase(Locale.ROOT))
                    && answer.path("user_id").equals(row.path("id"))), row, answer);
        }
    }

    private static void expect(boolean correct, JsonNode row, JsonNode answer) {
        if (!correct) {
            ObjectNode shown = answer instanceof ObjectNode object ? object.deepCopy() : Json.object();
            shown.remove(List.of("access_token", "refresh_token"));
            throw Failure.refused("The row " + row + " became " + shown);
        }
    }

    /** The same by Keycloak's own import of whole realms, for comparison. */
    private void makeImport() {
        Path folder = work.resolve("import");
        try {
            Files.createDirectory(folder);
            for (int number = 1; number <= export.tenants(); number++) {
                writeImport(folder, TrialExport.tenant(number));
            }
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
    }

    private void writeImport(Path folder, String tenant) throws IOException {
        Path converted = work.resolve("out").resolve(tenant);
        ObjectNode realm = tenants.realm(tenant, true);
        ArrayNode roles = realm.withObject("/roles").withArray("realm");
        Files.readAllLines(converted.resolve("roles.jsonl")).forEach(line -> roles.add(parse(line)));
        Files.writeString(folder.resolve(tenant + "-realm.json"), Json.write(realm));
        List<String> users = Files.readAllLines(converted.resolve("all.jsonl"));
        for (int first = 0; first < users.size(); first += IMPORT_BATCH) {
            ObjectNode batch = Json.object().put("realm", tenant);
            ArrayNode some = batch.putArray("users");
            users.subList(first, Math.min(users.size(), first + IMPORT_BATCH)).forEach(line -> some.add(parse(line)));
            Files.writeString(folder.resolve(tenant + "-users-" + first / IMPORT_BATCH + ".json"), Json.write(batch));
        }
    }
}
