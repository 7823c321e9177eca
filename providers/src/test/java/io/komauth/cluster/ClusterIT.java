package io.komauth.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.loginapi.OldRefreshTokens;
import io.komauth.testing.Browser;
import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.Cluster;
import io.komauth.testing.EachVersion;
import io.komauth.testing.Full;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.LdapDirectory;
import io.komauth.testing.Poll;
import io.komauth.testing.ProofOfWork;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** On processes of this machine, whatever other tests run on, since a node is killed. */
@Full
@EachVersion
@TestMethodOrder(OrderAnnotation.class)
class ClusterIT {

    private static final int KEYS = 40;
    private static final int CONCURRENT = 8;
    private static final int LATER_ATTEMPTS = 5;

    /** How long an attempt waits for others that do not end. */
    private static final Duration WAIT = Duration.ofSeconds(5);
    private static final ExecutorService CALLERS = Executors.newFixedThreadPool(CONCURRENT);
    private static Cluster cluster;
    private static KeycloakServer first;
    private static KeycloakServer second;
    private static String realm;

    @BeforeAll
    static void start() {
        assumeTrue(Cluster.canStart(), "the build has not unpacked a distribution");
        cluster = Cluster.start("cluster", options -> options);
        first = cluster.first();
        second = cluster.second();
        realm = TestRealm.on(first).client("app", "secret").user("ana", "password")
                .attribute("captcha.kinds", "either").attribute("captcha.work.derivations", "100").create().name();
    }

    @AfterAll
    static void stop() {
        CALLERS.shutdownNow();
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void aCaptchaOfOneNodeIsRedeemedOnTheOther() {
        assertThat(login(second, captcha(first))).isEqualTo(200);
        assertThat(login(first, captcha(second))).isEqualTo(200);
    }

    @Test
    @Order(2)
    void aKeySentToBothNodesConcurrentlyIsRedeemedOnce() throws Exception {
        for (int i = 0; i < KEYS; i++) {
            String key = captcha(first);
            CyclicBarrier moment = new CyclicBarrier(2);
            List<Future<Integer>> statuses = Stream.of(first, second).map(node -> CALLERS.submit(() -> {
                moment.await();
                return login(node, key);
            })).toList();
            assertThat(List.of(statuses.get(0).get(), statuses.get(1).get())).containsExactlyInAnyOrder(200, 400);
        }
    }

    @Test
    @Order(2)
    void aProofOfWorkSentToBothNodesConcurrentlyIsRedeemedOnce() throws Exception {
        for (int i = 0; i < CONCURRENT; i++) {
            String solution = ProofOfWork.payload(i % 2 == 0 ? first : second, realm);
            CyclicBarrier moment = new CyclicBarrier(2);
            List<Future<Integer>> statuses = Stream.of(first, second).map(node -> CALLERS.submit(() -> {
                moment.await();
                return request(node).param("altcha", solution).send().status();
            })).toList();
            assertThat(List.of(statuses.get(0).get(), statuses.get(1).get())).containsExactlyInAnyOrder(200, 400);
        }
    }

    @Test
    @Order(2)
    void aProofOfWorkIsJudgedByTheGuessesThatAreUnderWayOnTheOtherNode() throws Exception {
        try (TestRealm attacked = TestRealm.on(first).client("app", "secret").user("ana", "password").costlyHashes()
                .attribute("captcha.kinds", "work").attribute("captcha.work.derivations", "100").create()) {
            List<String> solutions = IntStream.range(0, CONCURRENT).mapToObj(i -> ProofOfWork.payload(first, attacked.name())).toList();
            CyclicBarrier moment = new CyclicBarrier(CONCURRENT);
            List<Future<String>> answers = CALLERS.invokeAll(IntStream.range(0, CONCURRENT).<Callable<String>>mapToObj(i -> () -> {
                moment.await();
                return request(i % 2 == 0 ? first : second, attacked.name()).param("password", "wrong")
                        .param("altcha", solutions.get(i)).send().member("error_description");
            }).toList());

            List<String> texts = new ArrayList<>();
            for (Future<String> answer : answers) {
                texts.add(answer.get());
            }
            assertThat(texts).filteredOn("Invalid user credentials"::equals).hasSize(1);
        }
    }

    @Test
    @Order(3)
    void failuresOfBothNodesCountTogether() throws Exception {
        try (TestRealm threshold = TestRealm.on(first).user("ana", "password").client("app", "secret")
                .with(CaptchaFlows.loginAfter(3)).with(settings -> settings.setEventsEnabled(true)).create()) {
            CyclicBarrier moment = new CyclicBarrier(CONCURRENT);
            CALLERS.invokeAll(IntStream.range(0, CONCURRENT).<Callable<Browser>>mapToObj(i -> () -> {
                Browser browser = loginPage(i % 2 == 0 ? first : second, threshold);
                moment.await();
                return browser.submit("username", "ana", "password", "wrong");
            }).toList());

            assertThat(threshold.admin().getEvents(List.of("LOGIN_ERROR"), null, null, null, null, null, 0, 100))
                    .filteredOn(event -> "invalid_user_credentials".equals(event.getError())).hasSize(3);
            assertThat(loginPage(first, threshold).hasCaptcha()).isTrue();
            assertThat(loginPage(second, threshold).hasCaptcha()).isTrue();
        }
    }

    @Test
    @Order(3)
    void concurrentUsersWithCorrectPasswordsLogInOnBothNodes() throws Exception {
        try (TestRealm threshold = TestRealm.on(first).user("ana", "password").client("app", "secret")
                .with(CaptchaFlows.loginAfter(1)).create()) {
            CyclicBarrier moment = new CyclicBarrier(CONCURRENT);
            List<Future<String>> codes = CALLERS.invokeAll(IntStream.range(0, CONCURRENT).<Callable<String>>mapToObj(i -> () -> {
                Browser browser = loginPage(i % 2 == 0 ? first : second, threshold);
                moment.await();
                return browser.submit("username", "ana", "password", "password").parameter("code");
            }).toList());

            assertThat(codes).allSatisfy(code -> assertThat(code.get()).isNotEmpty());
        }
    }

    @Test
    @Order(3)
    void anOldRefreshTokenSentToBothNodesConcurrentlyIsExchangedOnce() throws Exception {
        try (TestRealm tenant = OldRefreshTokens.tenant(first)) {
            for (int i = 0; i < CONCURRENT; i++) {
                String token = OldRefreshTokens.token(tenant);
                CyclicBarrier moment = new CyclicBarrier(2);
                List<Future<Integer>> statuses = Stream.of(first, second).map(node -> CALLERS.submit(() -> {
                    moment.await();
                    return OldRefreshTokens.exchange(node, tenant, token).status();
                })).toList();
                assertThat(List.of(statuses.get(0).get(), statuses.get(1).get())).containsExactlyInAnyOrder(200, 400);
                assertThat(OldRefreshTokens.exchange(i % 2 == 0 ? first : second, tenant, token).status()).isEqualTo(400);
            }
        }
    }

    @Test
    @Order(3)
    void aWaveOfFailedLoginsOnBothNodesAsksEverybodyForACaptchaOnBoth() {
        try (TestRealm attacked = TestRealm.on(first).user("ana", "password").client("app", "secret").with(CaptchaFlows.loginAfter(10))
                .attribute("captcha.everybody.failures", "6").create()) {
            for (int i = 0; i < 5; i++) {
                request(i % 2 == 0 ? first : second, attacked.name()).param("grant_type", "password").param("username", "nobody" + i).send();
            }
            assertThat(loginPage(first, attacked).hasCaptcha()).isFalse();
            assertThat(loginPage(second, attacked).hasCaptcha()).isFalse();
            request(second, attacked.name()).param("grant_type", "password").param("username", "nobody").send();

            assertThat(loginPage(second, attacked).hasCaptcha()).isTrue();
            Poll.until("the other node asks, too", () -> loginPage(first, attacked).hasCaptcha());
            assertThat(first.log() + second.log()).containsOnlyOnce(attacked.name() + ": 6 failed logins within 300 seconds");
        }
    }

    @Test
    @Order(3)
    void anAddressThatFailedOnOneNodeIsLockedOnTheOther() {
        try (TestRealm locked = TestRealm.on(first).user("ana", "password").client("app", "secret")
                .with(CaptchaFlows.flow("locked", "deny-locked-address", "auth-username-password-form"))
                .with(settings -> settings.setBrowserFlow("locked")).attribute("address-lock.failures", "4").create()) {
            for (int i = 0; i < 4; i++) {
                loginPage(i % 2 == 0 ? first : second, locked).submit("username", "nobody" + i, "password", "wrong");
            }

            assertThat(List.of(loginPage(first, locked).page(), loginPage(second, locked).page()))
                    .allSatisfy(page -> assertThat(page).contains("kc-error-message").doesNotContain("name=\"password\""));
        }
    }

    private static Browser loginPage(KeycloakServer node, TestRealm realm) {
        return Browser.through(node).open(node.uri("/realms/" + realm.name() + "/protocol/openid-connect/auth?client_id=app"
                + "&response_type=code&scope=openid&redirect_uri=http://localhost/callback"));
    }

    /** Captchas with a wrong text cost no password hash, so that many fall on the moment at which a node's caches stop. */
    @Test
    @Order(4)
    void captchasAreRedeemedWhileTheOtherNodeRestarts() throws Exception {
        CompletableFuture<Void> restart = CompletableFuture.runAsync(second::restart);
        List<Future<Set<Integer>>> statuses = CALLERS.invokeAll(Collections.nCopies(CONCURRENT, () -> {
            Set<Integer> seen = new HashSet<>();
            while (!restart.isDone()) {
                seen.add(login(first, captcha(first), "wrong"));
            }
            return seen;
        }));
        restart.join();
        cluster.awaitBoth();

        assertThat(statuses).allSatisfy(seen -> assertThat(seen.get()).containsExactly(400));
        assertThat(login(second, captcha(first))).isEqualTo(200);
    }

    @Test
    @Order(5)
    void aCaptchaOutlivesTheKilledNodeThatIssuedIt() {
        List<String> keys = IntStream.range(0, KEYS).mapToObj(i -> captcha(first)).toList();
        String used = captcha(first);
        assertThat(login(first, used)).isEqualTo(200);

        cluster.killFirst();

        assertThat(keys).allSatisfy(key -> assertThat(login(second, key)).isEqualTo(200));
        assertThat(login(second, used)).as("a captcha that the dead node has redeemed").isEqualTo(400);
    }

    /** Nobody knows what has become of it: it counts as failed, and is waited for once. */
    @Test
    @Order(6)
    void anAttemptOnAKilledNodeDelaysOthersForSecondsAtMost() throws Exception {
        first.restart();
        cluster.awaitBoth();
        try (ServerSocket hanging = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TestRealm threshold = TestRealm.on(second).user("bob", "password").client("app", "secret")
                        .with(CaptchaFlows.loginAfter(1))
                        .with(LdapDirectory.at("ldap://localhost:" + hanging.getLocalPort(), "ana")).create()) {
            Browser attempt = loginPage(first, threshold);
            CALLERS.submit(() -> attempt.submit("username", "ana", "password", "password"));
            hanging.accept();
            cluster.killFirst();

            long begin = System.nanoTime();
            for (int i = 0; i < LATER_ATTEMPTS; i++) {
                assertThat(loginPage(second, threshold).submit("username", "ana", "password", "password").hasCaptcha()).isTrue();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("less than if each had waited")
                    .isLessThan(WAIT.multipliedBy(LATER_ATTEMPTS));
            String[] bob = {"username", "bob", "password", "password"};
            assertThat(loginPage(second, threshold).submit(bob).submitSolved(bob).parameter("code")).isNotEmpty();
        }
    }

    private static String captcha(KeycloakServer node) {
        return TokenRequest.fetchCaptcha(node, realm);
    }

    private static int login(KeycloakServer node, String key) {
        return login(node, key, TokenRequest.CODE);
    }

    /** @return the status of the answer */
    private static int login(KeycloakServer node, String key, String code) {
        return request(node).captcha(key, code).send().status();
    }

    private static TokenRequest request(KeycloakServer node) {
        return request(node, realm);
    }

    private static TokenRequest request(KeycloakServer node, String realm) {
        return TokenRequest.withoutCaptcha(node, realm, "captcha").client("app", "secret").param("scope", null)
                .param("username", "ana").param("password", "password");
    }
}
