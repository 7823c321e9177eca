package io.komauth.bruteforce;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.komauth.testing.Stub;

import org.keycloak.common.util.Time;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.KeyManager;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakTransactionManager;
import org.keycloak.models.SingleUseObjectProvider;

/** Keycloak's store of single-use objects in the memory of a test, by Keycloak's clock. It counts its transactions. */
final class InMemorySingleUseObjects implements SingleUseObjectProvider {

    static final SecretKey REALM_KEY = new SecretKeySpec(new byte[16], "AES");

    private record Entry(Map<String, String> notes, int end) {
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final KeycloakSession session = session();

    /** @return a session whose store this is */
    KeycloakSession session() {
        KeyWrapper key = new KeyWrapper();
        key.setSecretKey(REALM_KEY);
        KeyManager keys = Stub.of(KeyManager.class, method -> key);
        KeycloakTransactionManager transaction = Stub.of(KeycloakTransactionManager.class, method -> null);
        KeycloakContext context = Stub.of(KeycloakContext.class, method -> null);
        KeycloakSessionFactory factory = Stub.of(KeycloakSessionFactory.class, method -> {
            transactions.incrementAndGet();
            return session;
        });
        return Stub.of(KeycloakSession.class, method -> switch (method) {
            case "singleUseObjects" -> this;
            case "getTransactionManager" -> transaction;
            case "getKeycloakSessionFactory" -> factory;
            case "getContext" -> context;
            case "keys" -> keys;
            default -> null;
        });
    }

    /** @return the transactions since the last call */
    int transactions() {
        return transactions.getAndSet(0);
    }

    /** @return how often the content of an entry was read */
    int reads() {
        return reads.get();
    }

    int size() {
        entries.values().removeIf(entry -> entry.end() <= Time.currentTime());
        return entries.size();
    }

    @Override
    public void put(String key, long lifespan, Map<String, String> notes) {
        entries.put(key, new Entry(Map.copyOf(notes), end(lifespan)));
    }

    @Override
    public Map<String, String> get(String key) {
        reads.incrementAndGet();
        Entry entry = entries.get(key);
        return entry == null || entry.end() <= Time.currentTime() ? null : entry.notes();
    }

    @Override
    public Map<String, String> remove(String key) {
        Map<String, String> notes = get(key);
        return entries.remove(key) == null ? null : notes;
    }

    @Override
    public boolean replace(String key, Map<String, String> notes) {
        throw new UnsupportedOperationException("Keycloak's own would keep the entry for ever");
    }

    @Override
    public boolean putIfAbsent(String key, long lifespan) {
        Entry added = new Entry(Map.of(), end(lifespan));
        return entries.merge(key, added, (old, entry) -> old.end() <= Time.currentTime() ? entry : old) == added;
    }

    @Override
    public boolean contains(String key) {
        return get(key) != null;
    }

    @Override
    public void close() {
    }

    private static int end(long lifespan) {
        return Math.toIntExact(Time.currentTime() + lifespan);
    }
}
