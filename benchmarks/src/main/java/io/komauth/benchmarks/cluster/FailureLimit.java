package io.komauth.benchmarks.cluster;

import java.util.IntSummaryStatistics;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.komauth.testing.CaptchaFlows;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.ServerResponse;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TestRealmOptions;
import io.komauth.testing.TokenRequest;

import org.keycloak.representations.idm.RealmRepresentation;

/**
 * A realm with a limit of {@value #FAILURES} failed logins.
 *
 * @param kind what counts them
 */
record FailureLimit(LimitKind kind, TestRealm realm) {

    static final int FAILURES = 3;

    private static final int USERS = 60;
    private static final String CLIENT = "app";
    private static final String SECRET = "secret";
    /** Keycloak counts a failed login after its answer. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(30);
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);

    /** What counts failed logins. */
    enum LimitKind {
        /** Ours, by the name. */
        CAPTCHA("by a name, until it needs a captcha", CaptchaFlows.directGrantAfter(FAILURES)),
        /** Ours, by the address. */
        ADDRESS("from an address, until it is locked", CaptchaFlows.flow("locked", "deny-locked-address",
                "direct-grant-validate-username", "direct-grant-validate-password").andThen(realm -> {
                    realm.setDirectGrantFlow("locked");
                    realm.getAttributes().put("address-lock.failures", Integer.toString(FAILURES));
                })),
        /** Keycloak's, by the user. */
        USER("of a user, until Keycloak locks them", realm -> {
            realm.setBruteForceProtected(true);
            realm.setFailureFactor(FAILURES);
            // counts failures that come one right after the other like any others
            realm.setQuickLoginCheckMilliSeconds(0L);
        });

        private final String description;
        private final Consumer<RealmRepresentation> settings;

        LimitKind(String description, Consumer<RealmRepresentation> settings) {
            this.description = description;
            this.settings = settings;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    static FailureLimit on(KeycloakServer node, LimitKind kind) {
        TestRealmOptions realm = TestRealm.on(node).client(CLIENT, SECRET).with(kind.settings);
        IntStream.range(0, USERS).forEach(number -> realm.user(name(number), "password"));
        return new FailureLimit(kind, realm.create());
    }

    /**
     * Fails to log in as each of some users, at the nodes in turn, many times more than allowed.
     *
     * @param users numbers of the users, each with a name and an address of their own
     * @return how many passwords of a user were checked; if they differ, the least and the most
     */
    String checked(int[] users, KeycloakServer... nodes) {
        IntSummaryStatistics checked = IntStream.of(users).map(number -> (int) IntStream.range(0, 3 * FAILURES * nodes.length)
                .filter(i -> isChecked(nodes[i % nodes.length], number)).count()).summaryStatistics();
        return checked.getMin() == checked.getMax() ? Integer.toString(checked.getMax())
                : checked.getMin() + "–" + checked.getMax();
    }

    /** @return for how many of some users a node refuses to check a password */
    int refused(int[] users, KeycloakServer node) {
        return (int) IntStream.of(users).filter(number -> !isChecked(node, number)).count();
    }

    /** Fails to log in. @return whether the password was checked */
    private boolean isChecked(KeycloakServer node, int number) {
        return kind == LimitKind.USER ? isCheckedByKeycloak(node, number)
                : "Invalid user credentials".equals(fail(node, number).member("error_description"));
    }

    /** Keycloak gives the same answer in either case, but says who is locked. */
    private boolean isCheckedByKeycloak(KeycloakServer node, int number) {
        String user = realm.admin().users().searchByUsername(name(number), true).get(0).getId();
        Map<String, Object> before = failures(node, user);
        fail(node, number);
        if (before.get("disabled").equals(true)) {
            return false;
        }
        long begin = System.nanoTime();
        while (failures(node, user).get("numFailures").equals(before.get("numFailures"))) {
            if (System.nanoTime() - begin > LONGEST_WAIT) {
                throw new IllegalStateException("Keycloak has not counted a failed login");
            }
            LockSupport.parkNanos(INTERVAL);
        }
        return true;
    }

    private Map<String, Object> failures(KeycloakServer node, String user) {
        return node.admin().realm(realm.name()).attackDetection().bruteForceUserStatus(user);
    }

    private ServerResponse fail(KeycloakServer node, int number) {
        ServerResponse answer = TokenRequest.withoutCaptcha(node, realm.name(), "password").client(CLIENT, SECRET)
                .param("scope", null).param("username", name(number)).param("password", "wrong")
                .header("X-Forwarded-For", "198.51.100." + number).send();
        if (answer.status() / 100 != 4) {
            throw new IllegalStateException(answer.toString());
        }
        return answer;
    }

    private static String name(int number) {
        return "user" + number;
    }
}
