package io.komauth.captcha;

import static io.komauth.testing.TokenRequest.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.EachDatabase;
import io.komauth.testing.EachVersion;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.Request;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;
import io.komauth.testing.WithKeycloak;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.representations.idm.EventRepresentation;

@WithKeycloak
@EachVersion
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EachDatabase
class ProofOfWorkIT {

    private static final String CLIENT = "app";
    private static final String SECRET = "secret";
    private static final String PASSWORD = "password";
    private static final int PARALLEL = 10;

    private KeycloakServer server;
    private TestRealm realm;

    @BeforeAll
    void createRealm(KeycloakServer server) {
        this.server = server;
        realm = realm("either");
    }

    private TestRealmOptions options(String kinds) {
        return TestRealm.on(server).client(CLIENT, SECRET).user("alice", PASSWORD).user("bob", PASSWORD)
                .attribute("captcha.kinds", kinds).attribute("captcha.work.derivations", "100");
    }

    private TestRealm realm(String kinds) {
        return options(kinds).with(representation -> {
            representation.setEventsEnabled(true);
            representation.setBruteForceProtected(true);
            CaptchaFlows.flow("captcha direct grant", "direct-grant-validate-captcha", "direct-grant-validate-username",
                    "direct-grant-validate-password").accept(representation);
        }).create();
    }

    @Test
    void aChallengeHasAllThatTheProtocolAsksForAndIsNotCached() {
        ServerResponse response = Request.get(realm.uri("/captcha/work")).header("Origin", "https://app.example.org").send();

        assertThat(response.status()).as(response.toString()).isEqualTo(200);
        assertThat(response.header("Cache-Control")).hasValue("no-store");
        assertThat(response.header("Access-Control-Allow-Origin")).hasValue("https://app.example.org");
        assertThat(response.json().fieldNames()).toIterable().containsExactly("parameters", "signature");
        assertThat(response.json().get("signature").asText()).matches("[0-9a-f]{64}");
        JsonNode parameters = response.json().get("parameters");
        assertThat(parameters.fieldNames()).toIterable().containsExactly("algorithm", "cost", "data", "expiresAt", "keyLength",
                "keyPrefix", "keySignature", "nonce", "salt");
        assertThat(parameters.get("algorithm").asText()).isEqualTo("PBKDF2/SHA-256");
        assertThat(parameters.get("nonce").asText()).matches("[0-9a-f]{32}");
        assertThat(parameters.get("salt").asText()).matches("[0-9a-f]{32}");
        assertThat(parameters.get("keyPrefix").asText()).matches("[0-9a-f]{32}");
        assertThat(parameters.get("expiresAt").isIntegralNumber()).isTrue();
        assertThat(parameters.get("expiresAt").asLong() - System.currentTimeMillis() / 1_000).isBetween(290L, 301L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"captcha", "password"})
    void aSolutionTakesThePlaceOfThePictureOnce(String grantType) {
        withCaptchaStep();
        String solution = ProofOfWork.payload(server, realm.name());

        assertThat(login("alice", grantType, solution).status()).isEqualTo(200);
        ServerResponse again = login("alice", grantType, solution);
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.member("error")).isEqualTo("invalid_grant");
        assertThat(again.member("error_description")).isEqualTo("Proof of work is expired, used or not valid");
        assertThat(events("LOGIN_ERROR").get(0).getError()).isEqualTo("invalid_captcha");
        assertThat(failures("alice")).isZero();
    }

    @Test
    void ofFiftyRequestsAtOnceWithOneSolutionExactlyOneSucceeds() {
        String solution = ProofOfWork.payload(server, realm.name());

        List<Integer> statuses = atOnce(50, i -> login("alice", "captcha", solution).status());

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 400).hasSize(49);
    }

    @ParameterizedTest
    @CsvSource({"picture,400,200", "work,200,400", "either,200,200"})
    void aRealmAcceptsTheKindsThatItSays(String kinds, int ofWork, int ofPicture) {
        TestRealm other = realm(kinds);
        String challenge = kinds.equals("picture") ? "{\"challenge\":null}" : null;
        String solution = challenge != null ? challenge : ProofOfWork.payload(server, other.name());

        assertThat(login(other, "alice", "captcha", solution).status()).isEqualTo(ofWork);
        assertThat(TokenRequest.captchaGrant(server, other).client(CLIENT, SECRET).param("scope", null)
                .param("username", "alice").param("password", PASSWORD).send().status()).isEqualTo(ofPicture);
        assertThat(Request.get(other.uri("/captcha/work")).send().status()).isEqualTo(kinds.equals("picture") ? 404 : 200);
    }

    @Test
    void whatIsNotAcceptedIsSaid() {
        TestRealm work = realm("work");

        assertThat(login(work, "alice", "captcha", null).member("error_description")).isEqualTo("Missing parameter: altcha");
        assertThat(TokenRequest.captchaGrant(server, work).client(CLIENT, SECRET).send().member("error_description"))
                .isEqualTo("This realm accepts no picture captcha; solve a challenge and send altcha");
        assertThat(login(realm("picture"), "alice", "captcha", "e30=").member("error_description"))
                .isEqualTo("This realm accepts no proof of work; send captchaKey and captchaCode");
        assertThat(login("alice", "captcha", null).member("error_description")).isEqualTo("Missing parameter: captchaKey");
    }

    @Test
    void aSolutionOfAnotherRealmIsNone() {
        ServerResponse response = login("alice", "captcha", ProofOfWork.payload(server, realm("work").name()));

        assertThat(response.member("error_description")).isEqualTo("Proof of work is expired, used or not valid");
    }

    @Test
    @DisplayName("Each failed login makes the next challenge harder, and a solution is judged when it is posted")
    void difficultyRises() {
        TestRealm attacked = realm("work");
        List<String> early = IntStream.range(0, 4).mapToObj(i -> ProofOfWork.payload(server, attacked.name())).toList();
        assertThat(fail(attacked, "alice", early.get(0)).member("error_description")).isEqualTo("Invalid user credentials");

        ServerResponse tooEasy = login(attacked, "alice", "captcha", early.get(1));

        assertThat(tooEasy.status()).isEqualTo(400);
        assertThat(tooEasy.member("error")).isEqualTo("invalid_grant");
        assertThat(tooEasy.json().at("/challenge/parameters/data/level").asInt()).isEqualTo(1);
        assertThat(attacked.admin().attackDetection().bruteForceUserStatus(userId(attacked, "alice")).get("numFailures"))
                .isEqualTo(1);
        assertThat(login(attacked, "alice", "captcha", early.get(1)).member("error_description"))
                .isEqualTo("Proof of work is expired, used or not valid");
        assertThat(login(attacked, "alice", "captcha", ProofOfWork.payload(tooEasy.json().get("challenge"))).status())
                .isEqualTo(200);
    }

    @Test
    void failuresOfAnAddressRaiseTheWorkOfOthersThereToABound() {
        TestRealm attacked = realm("work");
        for (int i = 0; i < 7; i++) {
            String solution = ProofOfWork.payload(server, attacked.name());
            assertThat(fail(attacked, "nobody" + i, solution).member("error_description")).isEqualTo("Invalid user credentials");
        }

        JsonNode challenge = ProofOfWork.fetch(server, attacked.name());

        assertThat(challenge.at("/parameters/data/level").asInt()).isEqualTo(3);
        assertThat(login(attacked, "alice", "captcha", ProofOfWork.payload(challenge)).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("Of guesses for one name that are sent at the same moment, as many are judged as if they came one after the other")
    void parallelGuesses() {
        try (TestRealm attacked = options("work").costlyHashes().create()) {
            List<String> early = solutions(attacked, PARALLEL);

            List<ServerResponse> answers = atOnce(PARALLEL, i -> guess(attacked, "alice", early.get(i), "198.51.100." + i));

            assertThat(answers).extracting(answer -> answer.member("error_description"))
                    .filteredOn("Invalid user credentials"::equals).hasSize(1);
            assertThat(answers).filteredOn(answer -> !answer.member("error_description").equals("Invalid user credentials"))
                    .allSatisfy(answer -> assertThat(answer.json().at("/challenge/parameters/data/level").asInt())
                            .as(answer.toString()).isPositive());
        }
    }

    @Test
    void guessesForManyNamesFromOneAddressAtTheSameMomentWaitForEachOther() {
        try (TestRealm attacked = options("work").costlyHashes().create()) {
            List<String> early = solutions(attacked, PARALLEL);

            List<ServerResponse> answers = atOnce(PARALLEL, i -> guess(attacked, "nobody" + i, early.get(i), "198.51.100.1"));

            assertThat(answers).extracting(answer -> answer.member("error_description"))
                    .filteredOn("Invalid user credentials"::equals).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void usersWhoLogInAtTheSameMomentFromOneAddressNeedNoMoreWork() {
        TestRealmOptions options = options("work").costlyHashes();
        IntStream.range(0, 2 * PARALLEL).forEach(i -> options.user("user" + i, PASSWORD));
        try (TestRealm office = options.create()) {
            List<String> solutions = solutions(office, 2 * PARALLEL);

            assertThat(atOnce(2 * PARALLEL, i -> login(office, "user" + i, "captcha", solutions.get(i)).status()))
                    .containsOnly(200);
        }
    }

    @Test
    void aUserWithSeveralLoginsAtTheSameMomentNeedsNoMoreWork() {
        try (TestRealm realm = options("work").costlyHashes().create()) {
            List<String> solutions = solutions(realm, PARALLEL);

            assertThat(atOnce(PARALLEL, i -> login(realm, "alice", "captcha", solutions.get(i)).status())).containsOnly(200);
        }
    }

    @Test
    void aPageCanAskWhetherASolutionIsEnoughForAName() {
        TestRealm attacked = realm("work");
        fail(attacked, "alice", ProofOfWork.payload(server, attacked.name()));
        // the address has a failure, too
        String forBob = ProofOfWork.payload(server, attacked.name());
        fail(attacked, "alice", ProofOfWork.payload(server, attacked.name()));
        String enough = ProofOfWork.payload(server, attacked.name());

        ServerResponse harder = check(attacked, "alice", forBob);

        assertThat(harder.status()).isEqualTo(200);
        assertThat(harder.json().at("/parameters/data/level").asInt()).isEqualTo(2);
        assertThat(check(attacked, "alice", forBob).status()).isEqualTo(400);
        assertThat(check(attacked, "alice", enough).status()).isEqualTo(204);
        assertThat(login(attacked, "bob", "captcha", enough).status()).as("it was not spent").isEqualTo(200);
    }

    @Test
    void aChallengeCanHaveAPictureThatIsSolvedAfterTheWork() {
        ServerResponse response = Request.get(realm.uri("/captcha/work?picture=true")).send();
        JsonNode challenge = response.json();
        String solution = ProofOfWork.payload(challenge);

        assertThat(challenge.at("/codeChallenge/image").asText()).startsWith("data:image/png;base64,");
        assertThat(challenge.at("/codeChallenge/length").asInt()).isEqualTo(5);
        assertThat(challenge.at("/configuration/verifyUrl").asText()).isEqualTo(realm.uri("/captcha/work/verify").toString());
        assertThat(login("alice", "captcha", solution).member("error_description"))
                .as("without the picture").isEqualTo("Proof of work is expired, used or not valid");

        ServerResponse verified = verify(solution, CODE);

        assertThat(verified.json().get("verified").asBoolean()).as(verified.toString()).isTrue();
        assertThat(verify(solution, CODE).json().get("verified").asBoolean()).as("a picture is solved once").isFalse();
        assertThat(login("alice", "captcha", verified.member("payload")).status()).isEqualTo(200);
        assertThat(login("alice", "captcha", verified.member("payload")).status()).isEqualTo(400);
    }

    @Test
    void aWrongCodeIsNotVerifiedAndSpendsThePicture() {
        String solution = ProofOfWork.payload(Request.get(realm.uri("/captcha/work?picture=true")).send().json());

        ServerResponse wrong = verify(solution, "wrong");

        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.json().get("verified").asBoolean()).isFalse();
        assertThat(wrong.member("reason")).isEqualTo("Wrong captcha code");
        assertThat(verify(solution, CODE).json().get("verified").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("From the set number of failures on, a token request needs work and picture")
    void pictureAsWell() {
        TestRealm both = TestRealm.on(server).client(CLIENT, SECRET).user("alice", PASSWORD)
                .attribute("captcha.kinds", "either").attribute("captcha.work.derivations", "100")
                .attribute("captcha.work.picture-from", "1").create();
        assertThat(login(both, "alice", "captcha", ProofOfWork.payload(server, both.name())).status()).isEqualTo(200);
        fail(both, "alice", ProofOfWork.payload(server, both.name()));

        ServerResponse withPictureAlone = TokenRequest.captchaGrant(server, both).client(CLIENT, SECRET).param("scope", null)
                .param("username", "alice").param("password", PASSWORD).send();
        ServerResponse withWorkAlone = login(both, "alice", "captcha", ProofOfWork.payload(server, realm.name()));

        assertThat(withPictureAlone.member("error_description")).isEqualTo("Missing parameter: altcha");
        assertThat(withWorkAlone.member("error")).isEqualTo("invalid_grant");
        JsonNode challenge = withWorkAlone.json().get("challenge");
        String solution = ProofOfWork.payload(challenge);
        String payload = Request.post(both.uri("/captcha/work/verify")).body("application/json", "{\"code\":\"" + CODE + "\",\"payload\":\""
                + solution + "\"}").send().member("payload");
        assertThat(login(both, "alice", "captcha", payload).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("A challenge that was fetched with ?picture=false does not take the place of the picture")
    void pictureCannotBeTurnedOff() {
        try (TestRealm both = options("either").attribute("captcha.work.picture-from", "1").create()) {
            fail(both, "alice", ProofOfWork.payload(server, both.name()));
            JsonNode withoutPicture = Request.get(both.uri("/captcha/work?picture=false")).send().json();
            assertThat(withoutPicture.fieldNames()).toIterable().containsExactly("parameters", "signature");
            String enough = ProofOfWork.payload(withoutPicture);
            assertThat(Request.post(both.uri("/captcha/work?picture=false")).param("username", "alice").param("altcha", enough)
                    .send().status()).as("the page shows the picture itself").isEqualTo(204);

            ServerResponse refused = login(both, "alice", "captcha", enough);

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.member("error_description")).startsWith("A picture captcha is needed as well");
            assertThat(refused.json().at("/challenge/codeChallenge/image").asText()).startsWith("data:image/png;base64,");
            assertThat(login(both, "alice", "captcha", enough).status()).as("it was spent").isEqualTo(400);
            ServerResponse wrongPicture = request(both, "alice", "captcha", another(both)).param("password", PASSWORD)
                    .captcha(TokenRequest.fetchCaptcha(server, both.name()), "wrong").send();
            assertThat(wrongPicture.member("error_description")).isEqualTo("Wrong captcha code");
            assertThat(request(both, "alice", "captcha", another(both)).param("password", PASSWORD)
                    .captcha(TokenRequest.fetchCaptcha(server, both.name()), CODE).send().status()).isEqualTo(200);
        }
    }

    private static String another(TestRealm realm) {
        return ProofOfWork.payload(Request.get(realm.uri("/captcha/work?picture=false")).send().json());
    }

    @Test
    @DisplayName("The level of a name is the same whether or not there is such a user")
    void levelOfUnknownNames() {
        try (TestRealm attacked = options("work").create()) {
            Map.of("alice", "198.51.100.", "nobody", "203.0.113.").forEach((name, network) -> {
                guess(attacked, name, ProofOfWork.payload(server, attacked.name()), network + 1);
                ServerResponse tooEasy = guess(attacked, name, ProofOfWork.payload(server, attacked.name()), network + 2);
                guess(attacked, name, ProofOfWork.payload(tooEasy.json().get("challenge")), network + 3);
            });
            String easy = ProofOfWork.payload(server, attacked.name());
            String other = ProofOfWork.payload(server, attacked.name());

            assertThat(check(attacked, "alice", easy).json().at("/parameters/data/level").asInt()).isEqualTo(2);
            assertThat(check(attacked, "nobody", other).json().at("/parameters/data/level").asInt()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("1,000 malformed payloads are refused, and none is a 5xx")
    void malformed() {
        ObjectNode valid = ProofOfWork.solve(ProofOfWork.fetch(server, realm.name()));
        assertThat(login("alice", "captcha", ProofOfWork.encode(valid)).status()).as("spent before").isEqualTo(200);
        Random random = new Random(17);
        List<String> payloads = Stream.generate(() -> malformed(valid.toString(), random)).limit(1_000).toList();

        assertThat(payloads.parallelStream().map(payload -> login("alice", "captcha", payload))
                .filter(response -> response.status() != 400)).isEmpty();
        assertThat(failures("alice")).isZero();
    }

    private static String malformed(String json, Random random) {
        StringBuilder text = new StringBuilder(json);
        int at = random.nextInt(json.length());
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.setCharAt(at, text.charAt(at) == 'x' ? 'y' : 'x');
            case 2 -> text.insert(at, "[".repeat(random.nextInt(500)));
            default -> text.setLength(at);
        }
        return random.nextInt(3) == 0 ? text.toString()
                : Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void fiveMegabytesAreRefused() {
        ServerResponse token = login("alice", "captcha", "A".repeat(5_000_000));
        ServerResponse check = check(realm, "alice", "A".repeat(5_000_000));
        ServerResponse verify = verify("A".repeat(5_000_000), CODE);

        assertThat(List.of(token, check, verify)).extracting(ServerResponse::status).allMatch(status -> status / 100 == 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "\"text\"", "{\"payload\":1}", "{\"code\":{}}", "{\"payload\":\"e30=\"}"})
    void aMalformedVerificationIsRefused(String body) {
        ServerResponse response = Request.post(realm.uri("/captcha/work/verify")).body("application/json", body).send();

        assertThat(response.status()).as(response.toString()).isEqualTo(400);
        assertThat(response.member("error_description")).isNotBlank();
    }

    private void withCaptchaStep() {
        var representation = realm.admin().toRepresentation();
        representation.setDirectGrantFlow("captcha direct grant");
        realm.admin().update(representation);
    }

    private ServerResponse verify(String payload, String code) {
        return Request.post(realm.uri("/captcha/work/verify")).header("Origin", "https://app.example.org")
                .body("application/json", "{\"code\":\"" + code + "\",\"payload\":\"" + payload + "\"}").send();
    }

    private static ServerResponse check(TestRealm realm, String username, String payload) {
        return Request.post(realm.uri("/captcha/work")).param("username", username).param("altcha", payload).send();
    }

    private ServerResponse login(String username, String grantType, String solution) {
        return login(realm, username, grantType, solution);
    }

    private ServerResponse login(TestRealm realm, String username, String grantType, String solution) {
        return request(realm, username, grantType, solution).param("password", PASSWORD).send();
    }

    private ServerResponse fail(TestRealm realm, String username, String solution) {
        return request(realm, username, "captcha", solution).param("password", "wrong").send();
    }

    /** A wrong password, from another address. */
    private ServerResponse guess(TestRealm realm, String username, String solution, String address) {
        return request(realm, username, "captcha", solution).param("password", "wrong").header("X-Forwarded-For", address).send();
    }

    private List<String> solutions(TestRealm realm, int number) {
        return IntStream.range(0, number).mapToObj(i -> ProofOfWork.payload(server, realm.name())).toList();
    }

    private static <T> List<T> atOnce(int number, IntFunction<T> request) {
        List<CompletableFuture<T>> answers = IntStream.range(0, number).mapToObj(i -> CompletableFuture
                .supplyAsync(() -> request.apply(i), command -> new Thread(command).start())).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private TokenRequest request(TestRealm realm, String username, String grantType, String solution) {
        return TokenRequest.withoutCaptcha(server, realm.name(), grantType).client(CLIENT, SECRET).param("scope", null)
                .param("username", username).param("altcha", solution);
    }

    private int failures(String username) {
        return (int) realm.admin().attackDetection().bruteForceUserStatus(userId(realm, username)).get("numFailures");
    }

    private static String userId(TestRealm realm, String username) {
        return realm.admin().users().search(username).get(0).getId();
    }

    private List<EventRepresentation> events(String type) {
        return realm.admin().getEvents(List.of(type), null, null, null, null, null, 0, 1);
    }
}
