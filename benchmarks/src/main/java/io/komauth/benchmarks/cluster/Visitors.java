package io.komauth.benchmarks.cluster;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.komauth.testing.Answer;

/** Several who log in through the proxy, again and again with a captcha each time, while something happens to nodes. */
final class Visitors implements AutoCloseable {

    private static final int COUNT = 4;

    private final Client client;
    private final Proxy proxy;
    private final long start = System.nanoTime();
    private final AtomicInteger numbers = new AtomicInteger();
    private final ConcurrentLinkedQueue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean going = true;

    Visitors(Client client, Proxy proxy) {
        this.client = client;
        this.proxy = proxy;
        for (int i = 0; i < COUNT; i++) {
            threads.add(new Thread(this::visit, "visitor " + i));
        }
        threads.forEach(Thread::start);
    }

    /** Lets some time pass. */
    Visitors goOn(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
        return this;
    }

    /** @return the seconds since they began */
    double now() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Ends them. @return what they tried, in the order of its end */
    List<Attempt> attempts() {
        close();
        return attempts.stream().sorted(Comparator.comparingDouble(Attempt::at)).toList();
    }

    private void visit() {
        while (going) {
            Attempt attempt = attempt(numbers.getAndIncrement());
            attempts.add(attempt);
            if (attempt.failure() != null) {
                // nobody types faster
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        }
    }

    private Attempt attempt(int number) {
        try {
            Answer captcha = proxy.send(client::captchaAnswer);
            if (captcha.status() != 200) {
                return new Attempt(now(), null, null, captcha.toString());
            }
            String key = captcha.member("key");
            Answer login = proxy.send(node -> client.logIn(node, key, number));
            return login.status() == 200 ? new Attempt(now(), key, login.member("refresh_token"), null)
                    : new Attempt(now(), key, null, login.toString());
        } catch (UncheckedIOException e) {
            return new Attempt(now(), null, null, e.getCause().toString());
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
    record Attempt(double at, String key, String token, String failure) {
    }
}
