package io.komauth.failures;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.crypto.SecretKey;

import io.komauth.cluster.Marks;
import io.komauth.tenant.DerivedKey;

import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.KeyUse;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The failed logins of a realm, as one limit counts them. All nodes of a cluster count together, exactly, however many
 * attempts come at once. Names and addresses count in a bounded number of buckets each, so that whoever types any number
 * of names fills no cache; who shares a bucket cannot be told without the realm's key.
 */
public final class LoginFailures {

    private static final String PURPOSE = "io.komauth.failures/1";

    /** At 10,000 failing names, nearly half of the buckets are in use: others may then be asked for a captcha too early. */
    private static final int BUCKETS = 1 << 14;

    private final Marks marks;
    private final RealmModel realm;
    private final SecretKey realmKey;
    private final FailureLimit limit;

    public LoginFailures(KeycloakSession session, RealmModel realm, FailureLimit limit) {
        marks = new Marks(session.getKeycloakSessionFactory());
        this.realm = realm;
        realmKey = session.keys().getActiveKey(realm, KeyUse.ENC, Algorithm.AES).getSecretKey();
        this.limit = limit;
    }

    /** @return whether there have been too many failures for the attempt's name or for its address */
    public boolean reachedBy(Attempt attempt) {
        return attempt.subjects().stream().map(this::count).anyMatch(FailureCount::isFull);
    }

    /**
     * Counts an attempt as failed before it is made, so that no more of them than the limit allows can be under way.
     *
     * @return what takes it back if it succeeds; empty if the limit is reached, and nothing was counted
     */
    public Optional<Claim> claim(Attempt attempt) {
        List<String> claimed = new ArrayList<>();
        Claim claim = new Claim(marks, limit, claimed);
        for (Subject subject : attempt.subjects()) {
            Optional<String> mark = count(subject).add();
            if (mark.isEmpty()) {
                claim.takeBack();
                return Optional.empty();
            }
            claimed.add(mark.get());
        }
        return Optional.of(claim);
    }

    /** Counts an attempt that failed. */
    void add(Attempt attempt) {
        attempt.subjects().stream().map(this::count).filter(count -> count.add().isEmpty()).forEach(FailureCount::renew);
    }

    /** Forgets the failures for a name. Those for an address stay: who has one account can try others. */
    void forgetName(String name) {
        count(Subject.name(name)).clear();
    }

    private FailureCount count(Subject subject) {
        return new FailureCount(marks, "kom-failures." + realm.getId() + '.' + limit.window() + '.' + subject.kind() + '.'
                + bucket(subject), limit);
    }

    private int bucket(Subject subject) {
        byte[] secret = DerivedKey.derive(realmKey, PURPOSE, realm.getId(), subject.kind().name(), subject.value());
        return Math.floorMod(ByteBuffer.wrap(secret).getInt(), BUCKETS);
    }
}
