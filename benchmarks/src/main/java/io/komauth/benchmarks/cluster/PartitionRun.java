package io.komauth.benchmarks.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.testing.Cluster;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;

/** Two nodes that a firewall cuts off from each other while people log in. */
final class PartitionRun implements AutoCloseable {

    static final String CUT = "cut";
    static final String NOTICED = "noticed";
    static final String ONE_HALF = "one half is used";
    static final String HEALED = "end of the cut";
    static final String MERGED = "together";
    static final String BOTH_READY = "both ready";

    private static final String CAPTCHA = "captcha";
    private static final String PROXY = "captcha, twice through the proxy";
    private static final int PAUSE_MILLIS = 500;
    /** They wait on threads of the nodes, which others need, too. */
    private static final int OFFERS_AT_ONCE = 3;
    private static final int NAMES = 5;
    private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(5);
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private final KeycloakServer first;
    private final KeycloakServer second;
    private final Firewall firewall;
    private final int count;
    private final PartitionFigures figures;
    private final LoginClient client;
    private final Map<String, IntFunction<Function<KeycloakServer, ServerResponse>>> items = new LinkedHashMap<>();
    private final List<FailureLimit> limits;
    private final ExecutorService clients = Executors.newCachedThreadPool();
    private final Proxy proxy;
    private final ConcurrentUsers users;
    private int usedNames;

    /**
     * @param name  what the nodes have in common
     * @param count how many things of a kind are offered at a time
     */
    PartitionRun(String name, Cluster cluster, Firewall firewall, int count) {
        first = cluster.first();
        second = cluster.second();
        this.firewall = firewall;
        this.count = count;
        figures = new PartitionFigures(name);
        client = LoginClient.on(first, SingleUseItems::acceptWork);
        SingleUseItems all = SingleUseItems.on(first, client);
        items.put(CAPTCHA, i -> all.captcha(node(i)));
        items.put("proof of work", i -> all.work(node(i)));
        items.put("old refresh token", i -> all.oldRefreshToken());
        limits = Stream.of(FailureLimit.LimitKind.values()).map(kind -> FailureLimit.on(first, kind)).toList();
        proxy = new Proxy(first, second);
        users = new ConcurrentUsers(client, proxy, PAUSE_MILLIS);
    }

    private KeycloakServer node(int number) {
        return number % 2 == 0 ? first : second;
    }

    /** @param seconds how long the firewall cuts the nodes off, at least */
    Outage cutFor(int seconds) {
        measure();

        firewall.cut();
        happened(CUT);
        Map<String, List<CompletableFuture<OfferCounts>>> unnoticed = offerAtOnce();
        await("both nodes notice", () -> Cluster.size(first) == 1 && Cluster.size(second) == 1);
        happened(NOTICED);
        unnoticed.forEach((kind, counts) -> figures.offered(kind,
                counts.stream().map(CompletableFuture::join).reduce(OfferCounts::plus).orElseThrow()));
        figures.offered(PROXY, "");
        await("the proxy uses one half", () -> proxy.ready().size() == 1);
        happened(ONE_HALF);
        KeycloakServer ready = proxy.ready().get(0);
        measure();
        HalfRecord ofReady = makeKnownTo(ready);
        HalfRecord ofOther = makeKnownTo(ready == first ? second : first);
        users.continueFor((int) Math.max(0, Math.ceil(figures.time(CUT) + seconds - users.now())));

        firewall.heal();
        happened(HEALED);
        await("the nodes are together", () -> Cluster.size(first) == 2 && Cluster.size(second) == 2);
        happened(MERGED);
        await("both nodes are ready", () -> proxy.ready().size() == 2);
        happened(BOTH_READY);
        countForgotten(ofReady);
        countForgotten(ofOther);
        measure();
        return Outage.of(figures.name(), users.attempts(), figures.times(), proxy.secondsWithNoneReady(), client, second);
    }

    PartitionFigures figures() {
        return figures;
    }

    private void measure() {
        items.forEach((kind, make) -> figures.offered(kind, OfferCounts.of(count, make, Route.to(first), Route.to(second))));
        figures.offered(PROXY, OfferCounts.of(count, items.get(CAPTCHA), proxy, proxy));
        int[] names = nextNames();
        limits.forEach(limit -> figures.checked(limit.kind().toString(), limit.checked(names, first, second)));
    }

    /** Offers things at the same moment: nobody gets an answer before the nodes notice. */
    private Map<String, List<CompletableFuture<OfferCounts>>> offerAtOnce() {
        Map<String, List<CompletableFuture<OfferCounts>>> offers = new LinkedHashMap<>();
        items.forEach((kind, make) -> offers.put(kind, IntStream.range(0, OFFERS_AT_ONCE)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> OfferCounts.of(1, number -> make.apply(i), Route.to(first), Route.to(second)), clients))
                .toList()));
        return offers;
    }

    /** Redeems things at one node, and has names and addresses reach their limits there. */
    private HalfRecord makeKnownTo(KeycloakServer half) {
        HalfRecord known = new HalfRecord(new LinkedHashMap<>(), nextNames());
        items.forEach((kind, make) -> known.redeemed.put(kind, IntStream.range(0, count).mapToObj(i -> {
            Function<KeycloakServer, ServerResponse> item = make.apply(i);
            ServerResponse answer = item.apply(half);
            if (answer.status() != 200) {
                throw new IllegalStateException(answer.toString());
            }
            return item;
        }).toList()));
        limits.forEach(limit -> limit.checked(known.names, half));
        return known;
    }

    private void countForgotten(HalfRecord known) {
        known.redeemed.forEach((kind, all) -> figures.forgotten(kind,
                all.stream().filter(item -> item.apply(first).status() == 200).count(), all.size()));
        limits.forEach(limit -> figures.forgotten(limit.kind().toString(),
                known.names.length - limit.refused(known.names, first), known.names.length));
    }

    private int[] nextNames() {
        usedNames += NAMES;
        return IntStream.range(usedNames - NAMES, usedNames).toArray();
    }

    private void happened(String event) {
        figures.happened(event, users.now());
    }

    private static void await(String what, BooleanSupplier cameTrue) {
        long begin = System.nanoTime();
        while (!cameTrue.getAsBoolean()) {
            if (System.nanoTime() - begin > LONGEST_WAIT) {
                throw new IllegalStateException("It is still not so that " + what);
            }
            LockSupport.parkNanos(INTERVAL);
        }
    }

    @Override
    public void close() {
        // or the users would wait for their answers
        firewall.heal();
        users.close();
        proxy.close();
        clients.shutdownNow();
    }

    /**
     * What one half alone has been told.
     *
     * @param redeemed by their kinds
     * @param names    numbers of those that have reached the limits
     */
    private record HalfRecord(Map<String, List<Function<KeycloakServer, ServerResponse>>> redeemed, int[] names) {
    }
}
