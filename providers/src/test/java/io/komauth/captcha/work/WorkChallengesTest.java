package io.komauth.captcha.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.crypto.spec.SecretKeySpec;

import io.komauth.testing.Stub;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeyManager;
import org.keycloak.models.RealmModel;

class WorkChallengesTest {

    private static final int COST = 2;
    private static final long NOW = 1_000_000;
    private static final WorkDifficulty EASY = new WorkDifficulty(WorkAlgorithm.PBKDF2_SHA256, COST, 50);
    private static final WorkChallenges REALM = challenges("id", "name", 1);

    @ParameterizedTest
    @EnumSource(WorkAlgorithm.class)
    void aSolutionIsValidUntilItExpires(WorkAlgorithm algorithm) {
        String payload = payload(REALM.issue(new WorkDifficulty(algorithm, COST, 50), 3, NOW + 300, null));

        WorkVerification solution = REALM.verify(payload, NOW + 299);
        assertThat(solution.outcome()).isEqualTo(WorkVerification.Outcome.VALID);
        assertThat(solution.level()).isEqualTo(3);
        assertThat(solution.expiresAt()).isEqualTo(NOW + 300);
        assertThat(solution.captchaKey()).isNull();
        assertThat(REALM.verify(payload, NOW + 300).outcome()).isEqualTo(WorkVerification.Outcome.EXPIRED);
    }

    @Test
    void thePayloadIsOfTheSizeThatFormsTake() {
        assertThat(payload(issue())).hasSizeBetween(600, 1_000);
        assertThat(payload(REALM.issue(EASY, 10, NOW + 300, "k".repeat(300)))).hasSizeLessThan(WorkSolution.MAX_LENGTH / 2);
    }

    /** Whoever knew a range that begins later would begin there. */
    @Test
    void theCounterIsDrawnFromTheWholeRange() {
        int[] counters = IntStream.range(0, 2_000).map(i -> (int) solve(issue()).solution().counter()).toArray();

        assertThat(Arrays.stream(counters).distinct().sorted()).containsExactly(IntStream.rangeClosed(1, 50).boxed()
                .toArray(Integer[]::new));
        assertThat(Arrays.stream(counters).average().orElseThrow()).isBetween(23.5, 27.5);
    }

    @Test
    void aRotatedKeyStillVerifiesWhatItHasSigned() {
        WorkSolution solution = solve(issue());

        assertThat(solution.challenge().parameters().data().kid()).isEqualTo("kid1");
        assertThat(REALM.verify(solution.payload(), NOW).isValid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"other,name,1", "id,other,1", "id,name,2"})
    void anotherRealmNameIdOrSecretVerifiesNothing(String id, String name, int secret) {
        assertThat(challenges(id, name, secret).verify(payload(issue()), NOW).isValid()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    @DisplayName("What was not issued so, or not solved, is invalid")
    void forgery(String what, String json) {
        assertThat(REALM.verify(encode(json), NOW).outcome()).as(json).isEqualTo(WorkVerification.Outcome.INVALID);
    }

    static Stream<Arguments> forgeries() {
        String valid = WorkJson.write(solve(issue()));
        String other = WorkJson.write(solve(issue()));
        String key = member(valid, "derivedKey");
        Stream<Arguments> changed = Stream.of("\"cost\":2>\"cost\":1", "\"level\":0>\"level\":10", "PBKDF2/SHA-256>SHA-256",
                "\"keyLength\":32>\"keyLength\":16", "\"expiresAt\":1000300>\"expiresAt\":1000301", "kid1>kid2",
                "\"cost\":2>\"cost\":2.0", "\"cost\":2>\"cost\":\"2\"", "\"cost\":2>\"cost\":2,\"cost\":2",
                "\"cost\":2>\"cost\":2,\"more\":1", "\"level\":0>\"level\":0,\"level\":0", "\"level\":0>\"level\":0,\"more\":0",
                "\"signature\">\"signature\":\"\",\"signature\"", "\"solution\":>\"more\":1,\"solution\":",
                "\"kid\":\"kid1\",\"level\":0>\"level\":0,\"kid\":\"kid1\"", "\"data\":{\"kid\":\"kid1\",\"level\":0},>",
                "\"expiresAt\":1000300,>", "\"data\":{\"kid\":\"kid1\",\"level\":0}>\"data\":null")
                .map(change -> change.split(">", -1))
                .map(change -> Arguments.of(String.join(" becomes ", change), replace(valid, change[0], change[1])));
        Stream<Arguments> spliced = Stream.of("nonce", "salt", "keyPrefix", "keySignature", "signature", "derivedKey")
                .map(name -> Arguments.of(name + " of another challenge",
                        replace(valid, member(valid, name), member(other, name))));
        Stream<Arguments> keys = Stream.of(
                Arguments.of("counter 0 with the prefix alone", withResult(valid, 0, key.substring(0, 32) + "0".repeat(32))),
                Arguments.of("counter 0 with any key", withResult(valid, 0, "ab".repeat(32))),
                Arguments.of("the prefix is not met", withResult(valid, 7, flipped(key, 0))),
                Arguments.of("the rest of the key is wrong", withResult(valid, 7, flipped(key, 63))),
                Arguments.of("a shorter key", withResult(valid, 7, key.substring(0, 62))),
                Arguments.of("a longer key", withResult(valid, 7, key + "00")),
                Arguments.of("no hex", withResult(valid, 7, key.substring(0, 32) + "zz")),
                Arguments.of("another order", replace(valid, "\"cost\":2,", "").replace("\"keyLength\"", "\"cost\":2,\"keyLength\"")));
        Stream<Arguments> malformed = Stream.of("", "null", "[]", "{}", "\"text\"", valid + valid, valid.substring(1),
                "[".repeat(3_000), "{\"challenge\":null,\"solution\":null}").map(text -> Arguments.of("malformed: " + text, text));
        return Stream.of(changed, spliced, keys, malformed).flatMap(cases -> cases);
    }

    /** By a fixed seed, so that a failure can be repeated. */
    @Test
    void nothingMalformedThrows() {
        Random random = new Random(17);
        String valid = payload(issue());
        for (int i = 0; i < 1_000; i++) {
            StringBuilder json = new StringBuilder(new String(Base64.getDecoder().decode(valid), StandardCharsets.UTF_8));
            for (int change = random.nextInt(4); change >= 0; change--) {
                int at = random.nextInt(json.length());
                switch (random.nextInt(3)) {
                    case 0 -> json.deleteCharAt(at);
                    case 1 -> json.setCharAt(at, (char) random.nextInt(0x300));
                    default -> json.insert(at, json.substring(random.nextInt(at + 1), at));
                }
            }
            String payload = random.nextBoolean() ? encode(json.toString()) : json.toString();

            assertThat(REALM.verify(payload, NOW)).as(json.toString()).isNotNull();
        }
    }

    @Test
    void whatIsTooLongIsNotDecoded() {
        assertThat(WorkSolution.parse("A".repeat(5_000_000))).isEmpty();
        assertThat(REALM.verify(payload(issue()) + " ".repeat(WorkSolution.MAX_LENGTH), NOW).isValid()).isFalse();
    }

    @Test
    void thePictureOfAChallengeCountsAsSolvedOnlyWhenTheServerSaysSo() {
        WorkSolution solution = solve(REALM.issue(EASY, 0, NOW + 300, "captcha key"));
        WorkVerification unconfirmed = REALM.verify(solution.payload(), NOW);
        String confirmed = REALM.confirm(unconfirmed);

        assertThat(unconfirmed.captchaKey()).isEqualTo("captcha key");
        assertThat(unconfirmed.isPictureSolved()).isFalse();
        assertThat(REALM.verify(confirmed, NOW).isPictureSolved()).isTrue();
        List<String> forged = List.of(solution.challenge().signature(), "", "00".repeat(32));
        assertThat(forged).allSatisfy(signature -> assertThat(REALM.verify(
                new WorkSolution(solution.challenge(), solution.solution(), signature).payload(), NOW).isPictureSolved()).isFalse());
    }

    private static WorkChallenge issue() {
        return REALM.issue(EASY, 0, NOW + 300, null);
    }

    private static String payload(WorkChallenge challenge) {
        return solve(challenge).payload();
    }

    private static WorkSolution solve(WorkChallenge challenge) {
        WorkParameters parameters = challenge.parameters();
        for (int counter = 0;; counter++) {
            String key = WorkParameters.HEX.formatHex(WorkParameters.derive(WorkAlgorithm.of(parameters.algorithm()).orElseThrow(),
                    parameters.cost(), WorkParameters.HEX.parseHex(parameters.nonce()),
                    WorkParameters.HEX.parseHex(parameters.salt()), counter));
            if (key.startsWith(parameters.keyPrefix())) {
                return new WorkSolution(challenge, new WorkSolution.WorkResult(counter, key), null);
            }
        }
    }

    private static String withResult(String json, int counter, String derivedKey) {
        return json.replaceAll("\"counter\":\\d+", "\"counter\":" + counter).replace(member(json, "derivedKey"), derivedKey);
    }

    private static String flipped(String hex, int at) {
        return hex.substring(0, at) + (hex.charAt(at) == '0' ? '1' : '0') + hex.substring(at + 1);
    }

    private static String member(String json, String name) {
        String begin = '"' + name + "\":\"";
        int at = json.indexOf(begin) + begin.length();
        return json.substring(at, json.indexOf('"', at));
    }

    private static String replace(String json, String part, String by) {
        assertThat(json).contains(part);
        return json.replace(part, by);
    }

    private static String encode(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static WorkChallenges challenges(String id, String name, int secret) {
        RealmModel realm = Stub.of(RealmModel.class, method -> switch (method) {
            case "getId" -> id;
            case "getName" -> name;
            default -> throw new UnsupportedOperationException(method);
        });
        KeyWrapper key = new KeyWrapper();
        key.setKid("kid" + secret);
        key.setSecretKey(new SecretKeySpec(new byte[] {(byte) secret, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "AES"));
        return new WorkChallenges(Stub.of(KeyManager.class, method -> key), realm);
    }
}
