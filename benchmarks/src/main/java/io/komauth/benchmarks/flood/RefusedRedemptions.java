package io.komauth.benchmarks.flood;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.komauth.benchmarks.load.Captchas;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

/**
 * Redemptions that are refused: each fifth of a genuine key with a wrong text, of the same key once more, of a key that
 * was changed, of another tenant's, and of a long one that is nothing.
 */
final class RefusedRedemptions {

    private static final int KINDS = 5;
    private static final int LONG = 900;

    private final KeycloakServer server;
    private final TestRealm realm;
    private final TestRealm other;

    RefusedRedemptions(KeycloakServer server, TestRealm realm, TestRealm other) {
        this.server = server;
        this.realm = realm;
        this.other = other;
    }

    /** @throws IllegalStateException if an answer is anything but a refusal */
    Map<String, Integer> redeem(int count) {
        int ofEach = count / KINDS;
        List<String> keys = Captchas.issue(server, realm.name(), ofEach);
        Map<String, Integer> refused = new LinkedHashMap<>();
        refused.put("a wrong text", refused(keys, "wrong"));
        refused.put("the same key again, with the right one", refused(keys, TokenRequest.CODE));
        refused.put("a key with another letter in it",
                refused(changed(Captchas.issue(server, realm.name(), ofEach)), TokenRequest.CODE));
        refused.put("another tenant's key", refused(Captchas.issue(server, other.name(), ofEach), TokenRequest.CODE));
        List<String> nothing =
                IntStream.range(0, ofEach).mapToObj(i -> (i + ".").repeat(LONG).substring(0, LONG)).toList();
        refused.put(LONG + " characters that are no key", refused(nothing, TokenRequest.CODE));
        return refused;
    }

    private int refused(List<String> keys, String text) {
        List<ServerResponse> others = keys.stream().parallel()
                .map(key -> TokenRequest.withoutCaptcha(server, realm.name(), "captcha").client("app", "secret")
                        .param("scope", null).param("username", "ana").param("password", "password")
                        .captcha(key, text).send())
                .filter(answer -> answer.status() != 400 || !"invalid_grant".equals(answer.member("error")))
                .toList();
        if (!others.isEmpty()) {
            throw new IllegalStateException(others.size() + " were not refused, such as " + others.get(0));
        }
        return keys.size();
    }

    private static List<String> changed(List<String> keys) {
        List<String> changed = new ArrayList<>();
        for (String key : keys) {
            int middle = key.length() / 2;
            changed.add(key.substring(0, middle) + (key.charAt(middle) == 'A' ? 'B' : 'A') + key.substring(middle + 1));
        }
        return changed;
    }
}
