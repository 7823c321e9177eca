package io.komauth.benchmarks.cluster;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.komauth.testing.ServerResponse;

/** Users who log in through the proxy, again and again with a captcha each time, while something happens to nodes. */
final class ConcurrentUsers implements AutoCloseable {

    private static final int COUNT = 4;

    private final LoginClient client;
    private final Proxy proxy;
    private final int pauseMillis;
    private final long start = System.nanoTime();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentLinkedQueue<LoginResult> attempts = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean going = true;

    ConcurrentUsers(LoginClient client, Proxy proxy) {
        this(client, proxy, 0);
    }

    /** @param pauseMillis that each of them makes after a login */
    ConcurrentUsers(LoginClient client, Proxy proxy, int pauseMillis) {
        this.client = client;
        this.proxy = proxy;
        this.pauseMillis = pauseMillis;
        for (int i = 0; i < COUNT; i++) {
            threads.add(new Thread(this::visit, "visitor " + i));
        }
        threads.forEach(Thread::start);
    }

    /** Lets some time pass. */
    ConcurrentUsers continueFor(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        return this;
    }

    /** @return the seconds since they began */
    double now() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Ends them. @return what they tried, in the order of its end */
    List<LoginResult> attempts() {
        close();
        return attempts.stream().sorted(Comparator.comparingDouble(LoginResult::at)).toList();
    }

    private void visit() {
        while (going) {
            LoginResult attempt = attempt(numbers.getAndIncrement());
            attempts.add(attempt);
            // who has failed types again, and nobody types faster
            int pause = attempt.failure() == null ? pauseMillis : Math.max(pauseMillis, 200);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pause));
        }
    }

    private LoginResult attempt(int number) {
        try {
            ServerResponse captcha = proxy.send(client::captchaResponse);
            if (captcha.status() != 200) {
                return new LoginResult(now(), null, null, captcha.toString());
            }
            String key = captcha.member("key");
            ServerResponse login = proxy.send(node -> client.logIn(node, key, number));
            return login.status() == 200 ? new LoginResult(now(), key, login.member("refresh_token"), null)
                    : new LoginResult(now(), key, null, login.toString());
        } catch (UncheckedIOException e) {
            return new LoginResult(now(), null, null, e.getCause().toString());
        }
    }

    @Override
    public void close() {
        going = false;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * One login.
     *
     * @param at      the seconds at which it ended
     * @param key     of its captcha
     * @param token   the refresh token, if it succeeded
     * @param failure why it did not
     */
    record LoginResult(double at, String key, String token, String failure) {
    }
}
