package io.komauth.benchmarks.load;

import java.util.List;
import java.util.stream.IntStream;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TokenRequest;

/** Captchas whose answer is known: {@link TokenRequest#CODE}. */
public final class Captchas {

    private Captchas() {
    }

    /** @return keys of so many new ones */
    public static List<String> issue(KeycloakServer server, String realm, int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> TokenRequest.fetchCaptcha(server, realm)).toList();
    }

    /** @return more than a server on this machine redeems in that time with right passwords, at an argon2 hash each */
    public static int enoughFor(int seconds) {
        return seconds * 400 * Runtime.getRuntime().availableProcessors();
    }
}
