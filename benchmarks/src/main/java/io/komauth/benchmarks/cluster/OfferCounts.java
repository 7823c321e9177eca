package io.komauth.benchmarks.cluster;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;

/**
 * How often things that are good once were, each offered on two routes at the same moment.
 *
 * @param tried how many things
 * @param once  how many of them were good on one route alone
 * @param twice how many were good on both
 */
record OfferCounts(int tried, int once, int twice) {

    /**
     * Offers one thing after the other.
     *
     * @param things makes the one of that number, as the request that offers it
     */
    static OfferCounts of(int count, IntFunction<Function<KeycloakServer, ServerResponse>> things, Route one, Route other) {
        ExecutorService clients = Executors.newFixedThreadPool(2);
        int once = 0;
        int twice = 0;
        try {
            for (int i = 0; i < count; i++) {
                Function<KeycloakServer, ServerResponse> thing = things.apply(i);
                CyclicBarrier moment = new CyclicBarrier(2);
                List<Future<Boolean>> answers = Stream.of(one, other).map(route -> clients.submit(() -> {
                    moment.await();
                    return isGood(route, thing);
                })).toList();
                int good = (answers.get(0).get() ? 1 : 0) + (answers.get(1).get() ? 1 : 0);
                once += good == 1 ? 1 : 0;
                twice += good == 2 ? 1 : 0;
            }
            return new OfferCounts(count, once, twice);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            clients.shutdownNow();
        }
    }

    private static boolean isGood(Route route, Function<KeycloakServer, ServerResponse> thing) {
        try {
            return route.send(thing).status() == 200;
        } catch (UncheckedIOException noAnswer) {
            return false;
        }
    }

    OfferCounts plus(OfferCounts more) {
        return new OfferCounts(tried + more.tried, once + more.once, twice + more.twice);
    }

    /** How many were good on neither route. */
    int never() {
        return tried - once - twice;
    }

    /** As the page shows it: how many were good twice. */
    @Override
    public String toString() {
        return "%d of %d".formatted(twice, tried) + (never() == 0 ? "" : " (%d never)".formatted(never()));
    }
}
