package io.komauth.benchmarks.requests;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.Request;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;

/** How much processor time requests take that anybody can send, beside Keycloak's own login page. */
public final class RequestsBenchmark implements Benchmark {

    private static final String API = "/kom-ams-auth/oauth/";
    private static final String JSON = "application/json";

    /** What a server takes of headers is 20 KB by default, and of bodies on the documented API 64 KB. */
    private static final int HEADER = 15_000;
    private static final int BODY = 60_000;

    @Override
    public String run(List<String> arguments) {
        int requests = arguments.isEmpty() ? 1_000 : Integer.parseInt(arguments.get(0));
        try (Database database = Database.start().create("requests");
                KeycloakServer server = MeasuredServer.ours("requests", database, "requests").startProcess();
                TestRealm stock = realm(server).create();
                TestRealm ours = realm(server).attribute("tenant.api", "true").attribute("captcha.audio", "true")
                        .with(CaptchaFlows.login()).create()) {
            Map<String, Supplier<Request>> kinds = kinds(server, stock, ours);
            kinds.values().forEach(kind -> send(kind, requests));
            Table table = new Table("request without credentials", "answer", "processor time, ms");
            kinds.forEach((name, kind) -> table.row(name, kind.get().send().status(),
                    "%.1f".formatted(cost(server, kind, requests).toNanos() / 1e6 / requests)));
            return "Keycloak %s in production mode, heap of %s; PostgreSQL %s; each %d times, one after the other.\n\n%s"
                    .formatted(System.getProperty("keycloak.server.version"), MeasuredServer.HEAP, database.version(),
                            requests, table);
        }
    }

    private static Map<String, Supplier<Request>> kinds(KeycloakServer server, TestRealm stock, TestRealm ours) {
        String key = Request.get(ours.uri("/captcha")).send().member("key");
        String tags = texts(HEADER, "");
        Map<String, Supplier<Request>> kinds = new LinkedHashMap<>();
        kinds.put("Keycloak's login page", () -> Request.get(login(stock)));
        kinds.put("login page with a captcha", () -> Request.get(login(ours)));
        kinds.put("captcha", () -> Request.get(ours.uri("/captcha")));
        kinds.put("captcha of the documented API", () -> Request.get(server.uri(API + "captcha"))
                .header("tenantId", ours.name()));
        kinds.put("speech of a captcha", () -> speech(ours, key));
        kinds.put("speech with a wrong key and 15 KB of languages", () -> speech(ours, "none").header("Accept-Language", tags));
        kinds.put("documented login with a wrong captcha", () -> login(server, ours, ""));
        kinds.put("the same with 15 KB of languages", () -> login(server, ours, "").header("Accept-Language", tags));
        kinds.put("the same with 60 KB of members", () -> login(server, ours, "," + texts(BODY, "\"%s\":1")));
        kinds.put("documented logout with 15 KB in `Blade-Auth`", () -> Request.get(server.uri(API + "logout"))
                .header("Blade-Auth", "bearer " + "a.".repeat(HEADER / 2)));
        return kinds;
    }

    private static Request speech(TestRealm realm, String key) {
        return Request.post(realm.uri("/captcha/audio")).param("captchaKey", key);
    }

    private static Request login(KeycloakServer server, TestRealm realm, String more) {
        return Request.post(server.uri(API + "token")).basicAuth("app", "secret").body(JSON, """
                {"grant_type":"captcha","scope":"all","username":"ana","password":"%s","tenantId":"%s",
                "captchaKey":"none","captchaCode":"none"%s}""".formatted("0".repeat(32), realm.name(), more));
    }

    private static URI login(TestRealm realm) {
        return realm.uri("/protocol/openid-connect/auth?client_id=app&response_type=code&scope=openid&redirect_uri="
                + realm.uri(""));
    }

    private static TestRealmOptions realm(KeycloakServer server) {
        return TestRealm.on(server).client("app", "secret").user("ana", "password");
    }

    /** Distinct texts of three letters, with commas between them. */
    private static String texts(int length, String format) {
        String each = format.isEmpty() ? "%s" : format;
        return IntStream.range(0, length / (each.length() + 2))
                .mapToObj(i -> each.formatted("" + letter(i / 676) + letter(i / 26) + letter(i)))
                .distinct().collect(Collectors.joining(","));
    }

    private static char letter(int i) {
        return (char) ('a' + i % 26);
    }

    private static Duration cost(KeycloakServer server, Supplier<Request> kind, int requests) {
        Duration before = processorTime(server);
        send(kind, requests);
        return processorTime(server).minus(before);
    }

    private static Duration processorTime(KeycloakServer server) {
        return server.process().info().totalCpuDuration().orElseThrow();
    }

    private static void send(Supplier<Request> kind, int requests) {
        IntStream.range(0, requests).forEach(i -> kind.get().send());
    }
}
