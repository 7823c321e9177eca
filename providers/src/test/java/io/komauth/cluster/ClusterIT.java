package io.komauth.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.testing.Cluster;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** On processes of this machine, whatever other tests run on, since a node is killed. */
@TestMethodOrder(OrderAnnotation.class)
class ClusterIT {

    private static final int KEYS = 40;
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
        realm = TestRealm.on(first).client("app", "secret").user("ana", "password").create().name();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    void redeemsOnOneNodeWhatTheOtherHasIssued() {
        assertThat(login(second, captcha(first))).isEqualTo(200);
        assertThat(login(first, captcha(second))).isEqualTo(200);
    }

    @Test
    @Order(2)
    void redeemsAKeyOnceThatComesToBothNodesAtTheSameMoment() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < KEYS; i++) {
                String key = captcha(first);
                CyclicBarrier moment = new CyclicBarrier(2);
                List<Future<Integer>> statuses = Stream.of(first, second).map(node -> clients.submit(() -> {
                    moment.await();
                    return login(node, key);
                })).toList();
                assertThat(List.of(statuses.get(0).get(), statuses.get(1).get())).containsExactlyInAnyOrder(200, 400);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    @Order(3)
    void redeemsWhatANodeHadIssuedThatWasKilledSinceThen() {
        List<String> keys = IntStream.range(0, KEYS).mapToObj(i -> captcha(first)).toList();
        String used = captcha(first);
        assertThat(login(first, used)).isEqualTo(200);

        ProcessHandle process = first.process();
        process.destroyForcibly();
        process.onExit().join();

        assertThat(keys).allSatisfy(key -> assertThat(login(second, key)).isEqualTo(200));
        assertThat(login(second, used)).as("a captcha that the dead node has redeemed").isEqualTo(400);
    }

    private static String captcha(KeycloakServer node) {
        return TokenRequest.fetchCaptcha(node, realm);
    }

    /** @return the status of the answer */
    private static int login(KeycloakServer node, String key) {
        return TokenRequest.withoutCaptcha(node, realm, "captcha").client("app", "secret").param("scope", null)
                .param("username", "ana").param("password", "password").captcha(key, TokenRequest.CODE).send().status();
    }
}
