package io.komauth.testing;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.keycloak.keys.KeyProvider;
import org.keycloak.representations.idm.RealmRepresentation;

/**
 * Gives realms the RSA key that Keycloak would generate for each of them, twice, which takes longer than the rest of a realm. A
 * few take turns, so that no two realms of a test have the same.
 */
final class RealmKeys {

    /** The smallest that Keycloak takes: signatures are quicker, too. */
    static final int BITS = 1024;

    private static final int COUNT = 12;
    private static final List<String> KEYS = new ArrayList<>();
    private static int used;

    private RealmKeys() {
    }

    static synchronized void giveTo(RealmRepresentation realm) {
        if (KEYS.size() < COUNT) {
            KEYS.add(generate());
        }
        String key = KEYS.get(used++ % COUNT);
        realm.setPrivateKey(key);
        // which counts unless the realm has key providers of its own
        if (realm.getComponents() != null) {
            realm.getComponents().getOrDefault(KeyProvider.class.getName(), List.of()).stream()
                    .filter(provider -> provider.getProviderId().equals("rsa-generated"))
                    .forEach(provider -> {
                        provider.setProviderId("rsa");
                        provider.getConfig().putSingle("privateKey", key);
                    });
        }
    }

    private static String generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
