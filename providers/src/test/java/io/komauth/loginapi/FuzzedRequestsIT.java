package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.komauth.testing.DemoTenant;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LoginApiRequest;
import io.komauth.testing.Plain;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.RealmRepresentation;

/** What malformed and hostile requests do to the documented API: nothing, neither at once nor afterwards. */
@Full
@EachVersion
@WithKeycloak
class FuzzedRequestsIT {

    private static final int REQUESTS = 5_000;
    private static final int AT_ONCE = 8;
    private static final int CLOSED = 0;

    /** Its status is that of the last part: the server may first say that it goes on to read. */
    private static final Pattern ANSWER = Pattern.compile("(?s)(?:HTTP/1\\.1 100 .*?\r\n\r\n)?HTTP/\\d\\.\\d (\\d{3}) .*");
    private static final Pattern JSON = Pattern.compile("(?i)\r\ncontent-type: *application/json");
    private static final Pattern INTERNALS = Pattern.compile("Exception|\tat |org\\.keycloak\\.|java\\.");
    private static final Pattern HARM = Pattern.compile("^\\S+ \\S+ ERROR |^\\s*at \\S+\\(|Exception:|Uncaught server");

    /** A failure tells the request's number, by which {@link RequestFuzzer} makes it again. */
    @Test
    void fiveThousandFuzzedRequestsCauseNoServerError(@Plain KeycloakServer server) throws Exception {
        int logBefore = server.log().length();
        Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        List<String> failures;
        try (TestRealm tenant = DemoTenant.copyTo(server, FuzzedRequestsIT::withQuery)) {
            ServerResponse login = LoginApiRequest.example(server, tenant).send();
            failures = sendAll(REQUESTS, number -> send(number, server, new RequestFuzzer.Known(tenant.name(),
                    LoginApiRequest.fetchCaptcha(server, tenant.name()), login.member("access_token"),
                    login.member("refresh_token")), statuses));
        }

        assertThat(failures).as("answers by status: %s", statuses).isEmpty();
        // without these, the requests would not get deep enough to show anything
        assertThat(statuses).containsKeys(200, 400, 401, 413, 415);
        GoldenResponse.assertIs(LoginApiRequest.example(server).send());
        assertThat(server.log().substring(logBefore).lines().filter(line -> HARM.matcher(line).find()).limit(100)).isEmpty();
    }

    @Test
    void aThousandFuzzedAudioRequestsCauseNoServerError(@Plain KeycloakServer server) throws Exception {
        int logBefore = server.log().length();
        Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        List<String> failures;
        try (TestRealm tenant = DemoTenant.copyTo(server, realm -> realm.getAttributes().put("captcha.audio", "true"))) {
            RequestFuzzer.Known known = new RequestFuzzer.Known(tenant.name(),
                    LoginApiRequest.fetchCaptcha(server, tenant.name()), "a.b.c", "d.e.f");
            failures = sendAll(1_000, number -> answered(number,
                    RequestFuzzer.make(number, known).to("/realms/" + tenant.name() + "/captcha/audio"), server, statuses));
        }

        assertThat(failures).as("answers by status: %s", statuses).isEmpty();
        assertThat(statuses).containsKeys(200, 400);
        assertThat(server.log().substring(logBefore).lines().filter(line -> HARM.matcher(line).find()).limit(100)).isEmpty();
    }

    private static void withQuery(RealmRepresentation realm) {
        realm.getAttributes().put("tenant.api.query", "true");
    }

    /** @return what went wrong */
    private static List<String> sendAll(int requests, IntFunction<String> sender) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<String>> all = IntStream.range(0, requests)
                    .mapToObj(number -> senders.submit(() -> sender.apply(number)))
                    .toList();
            List<String> failures = new ArrayList<>();
            for (Future<String> one : all) {
                failures.add(one.get());
            }
            failures.removeIf(String::isEmpty);
            return failures;
        } finally {
            senders.shutdownNow();
        }
    }

    /** @return what is wrong about the answer; empty if nothing is */
    private static String send(int number, KeycloakServer server, RequestFuzzer.Known known,
            Map<Integer, Integer> statuses) {
        return answered(number, RequestFuzzer.make(number, known), server, statuses);
    }

    private static String answered(int number, FuzzedRequest request, KeycloakServer server, Map<Integer, Integer> statuses) {
        String response;
        try {
            response = request.send(server.url());
        } catch (IOException e) {
            response = "none: " + e;
        }
        int status = status(response);
        statuses.merge(status, 1, Integer::sum);
        return isHarmless(request, status, response) ? ""
                : "request " + number + " of seed " + RequestFuzzer.SEED + ":\n" + request + "\nanswer:\n" + response;
    }

    private static boolean isHarmless(FuzzedRequest request, int status, String response) {
        if (status == CLOSED) {
            return response.isEmpty() && request.mayBeBrokenOff();
        }
        return status < 500 && !INTERNALS.matcher(response).find()
                && (!isRefusal(status, response) || request.head().startsWith("HEAD ") || response.contains("{\"error\":\""));
    }

    /** Of the other 400s, the server itself gives some, without a body. */
    private static boolean isRefusal(int status, String response) {
        return status == 401 || status == 413 || status == 415 || status >= 400 && JSON.matcher(response).find();
    }

    private static int status(String response) {
        Matcher matcher = ANSWER.matcher(response);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : CLOSED;
    }
}
