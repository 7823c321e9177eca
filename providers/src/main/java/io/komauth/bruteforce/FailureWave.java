package io.komauth.bruteforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.komauth.cluster.SingleUseStore;
import io.komauth.cluster.TransactionalStore;
import io.komauth.compat.KeycloakTime;
import io.komauth.logging.SafeLogger;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * A wave of failed logins in a realm, for all nodes: it begins with the failure that reaches a rate, and ends when for as long as the
 * rate's window no failure has reached it.
 */
final class FailureWave {

    private static final SafeLogger LOG = SafeLogger.of(FailureWave.class);
    private static final String PREFIX = "kom-wave.";

    /** How often a mark is renewed within the window, at most. */
    private static final int RENEWALS = 10;

    /** Seconds within which nodes find that a wave is over of which one is to tell. */
    private static final long END_LIFESPAN = TimeUnit.DAYS.toSeconds(1);

    private final KeycloakSession session;
    private final TransactionalStore store;
    private final RealmModel realm;
    private final FailureRate rate;
    private final NodeWave node;
    private final String key;

    FailureWave(KeycloakSession session, RealmModel realm, FailureRate rate) {
        this(session, realm, rate, NodeWave.of(realm.getId()));
    }

    FailureWave(KeycloakSession session, RealmModel realm, FailureRate rate, NodeWave node) {
        this.session = session;
        store = new TransactionalStore(session.getKeycloakSessionFactory());
        this.realm = realm;
        this.rate = rate;
        this.node = node;
        key = PREFIX + realm.getId();
    }

    /** @return whether there is one; that another node has begun one shows a second later at most */
    boolean isOn() {
        long now = KeycloakTime.epochSeconds();
        refresh(now);
        return node.isOn(now);
    }

    private void refresh(long now) {
        if (!node.isKnown(now)) {
            see(Optional.ofNullable(TransactionalStore.read(session, objects -> objects.get(key)))
                    .map(content -> WaveMark.of(content, now)), now);
        }
    }

    /** Counts a failed login. */
    void count() {
        long now = KeycloakTime.epochSeconds();
        int shares = node.add(rate, now);
        if (shares == 0) {
            return;
        }
        // what is counted at the same time elsewhere is seen only after it was committed
        count(shares);
        int counted = store.inTransaction(slots()::occupied);
        node.setCounted(counted, now);
        // most failures of a wave write nothing
        if (counted >= rate.shares() && now + rate.window() - node.end() > rate.window() / RENEWALS) {
            // tells of the end of an earlier one
            refresh(now);
            mark(now);
        }
    }

    private void count(int shares) {
        List<String> acquired = new ArrayList<>();
        store.inTransaction(objects -> {
            // left by a failed run of the transaction
            acquired.forEach(objects::remove);
            acquired.clear();
            for (int i = 0; i < shares; i++) {
                slots().acquire(objects).ifPresent(acquired::add);
            }
            return acquired;
        });
    }

    /** Each share is a slot for as long as it counts. Another rate has slots of its own. */
    private AttemptSlots slots() {
        return new AttemptSlots(key + '.' + rate.failures() + '.' + rate.window(), rate.shares(), rate.window());
    }

    private void mark(long now) {
        boolean begins = new SingleUseStore(session.getKeycloakSessionFactory()).putIfAbsent(key, rate.window());
        see(Optional.of(store.inTransaction(objects -> {
            WaveMark mark = new WaveMark(begins ? now : begin(objects, now), now + rate.window());
            objects.put(key, rate.window(), mark.content());
            return mark;
        })), now);
        if (begins) {
            LOG.warn("Realm %s: %d failed logins within %d seconds. Steps that ask for a captcha only after failed logins ask everybody "
                    + "until there are fewer", realm.getName(), rate.failures(), rate.window());
        }
    }

    private long begin(SingleUseObjectProvider objects, long now) {
        Map<String, String> content = objects.get(key);
        return WaveMark.of(content == null ? Map.of() : content, now).begin();
    }

    private void see(Optional<WaveMark> mark, long now) {
        Optional<WaveMark> ended = node.read(mark, now);
        mark.ifPresent(shown -> WaveMetrics.show(realm.getName(), shown.end()));
        if (ended.isPresent() && new SingleUseStore(session.getKeycloakSessionFactory())
                .putIfAbsent(key + ".ended." + ended.get().begin(), END_LIFESPAN)) {
            LOG.info("Realm %s: fewer than %d failed logins within %d seconds. Steps that ask for a captcha only after failed logins no "
                    + "longer ask everybody", realm.getName(), rate.failures(), rate.window());
        }
    }
}
