package io.komauth.bruteforce;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.SecretKey;

import io.komauth.crypto.KeyDerivation;

/**
 * The store keys under which the failures of one key are counted.
 *
 * @param kind   what the key is
 * @param bucket the key of the record, which other keys may share
 * @param id     identifies the key within the record, and reveals nothing of it
 * @param slots  the prefix of the keys of its attempt slots
 */
record FailureCounter(FailureKey.Kind kind, String bucket, String id, String slots) {

    private static final String PURPOSE = "io.komauth.failures/2";
    private static final String USER = "user";

    /** Of names and of addresses each, so that any number of typed names fills no cache. */
    private static final int BUCKETS = 1 << 14;
    private static final int ID_BYTES = 12;

    /** @param realmKey without which it cannot be told which names share a bucket */
    static FailureCounter of(FailureKey key, SecretKey realmKey, String realm) {
        byte[] digest = KeyDerivation.derive(realmKey, PURPOSE, realm, key.kind().name(), key.value());
        int bucket = Math.floorMod(ByteBuffer.wrap(digest).getInt(), BUCKETS);
        String id = id(Arrays.copyOfRange(digest, Integer.BYTES, Integer.BYTES + ID_BYTES));
        String prefix = realm + '.' + key.kind() + '.';
        return new FailureCounter(key.kind(), "kom-failures." + prefix + bucket, id, "kom-attempts." + prefix + id);
    }

    /** @return an id of the user that reveals nothing of them */
    static String owner(String userId, SecretKey realmKey, String realm) {
        return id(Arrays.copyOf(KeyDerivation.derive(realmKey, PURPOSE, realm, USER, userId), ID_BYTES));
    }

    private static String id(byte[] digest) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
