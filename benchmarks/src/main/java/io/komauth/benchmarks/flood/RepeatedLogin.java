package io.komauth.benchmarks.flood;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.komauth.benchmarks.Samples;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

/** A user who logs in again and again, with a captcha each time. */
final class RepeatedLogin {

    private final KeycloakServer server;
    private final TestRealm realm;

    RepeatedLogin(KeycloakServer server, TestRealm realm) {
        this.server = server;
        this.realm = realm;
    }

    /** Logs in while something goes on. */
    LoginTimes during(Runnable something) {
        CompletableFuture<Void> event = CompletableFuture.runAsync(something);
        List<Double> milliseconds = new ArrayList<>();
        int failed = 0;
        do {
            long start = System.nanoTime();
            if (login().status() == 200) {
                milliseconds.add((System.nanoTime() - start) / 1e6);
            } else {
                failed++;
            }
        } while (!event.isDone());
        event.join();
        return new LoginTimes(milliseconds, failed);
    }

    private ServerResponse login() {
        return TokenRequest.captchaGrant(server, realm).client("app", "secret").param("scope", null)
                .param("username", "ana").param("password", "password").send();
    }

    /** @param milliseconds each took that succeeded, with fetching the captcha */
    record LoginTimes(List<Double> milliseconds, int failed) {

        @Override
        public String toString() {
            String count = milliseconds.size() + " of " + (milliseconds.size() + failed);
            return milliseconds.isEmpty() ? count : count + ", " + new Samples(milliseconds).with(0) + " ms each";
        }
    }
}
