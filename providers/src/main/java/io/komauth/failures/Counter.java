package io.komauth.failures;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.SecretKey;

import io.komauth.tenant.DerivedKey;

/**
 * Where the failures of a name or of an address are counted.
 *
 * @param bucket the key of the record, which others may share
 * @param id     what tells the name or address from those that share the record, and says nothing of it
 * @param places what the keys of its places begin with
 */
record Counter(String bucket, String id, String places) {

    private static final String PURPOSE = "io.komauth.failures/2";
    private static final String USER = "user";

    /** Of names and of addresses each, so that whoever types any number of names fills no cache. */
    private static final int BUCKETS = 1 << 14;
    private static final int ID_BYTES = 12;

    /** @param realmKey without which nobody can tell who shares a bucket */
    static Counter of(Subject subject, SecretKey realmKey, String realm) {
        byte[] secret = DerivedKey.derive(realmKey, PURPOSE, realm, subject.kind().name(), subject.value());
        int bucket = Math.floorMod(ByteBuffer.wrap(secret).getInt(), BUCKETS);
        String id = id(Arrays.copyOfRange(secret, Integer.BYTES, Integer.BYTES + ID_BYTES));
        String kind = realm + '.' + subject.kind() + '.';
        return new Counter("kom-failures." + kind + bucket, id, "kom-attempts." + kind + id);
    }

    /** @return what tells a user from all others, and says nothing of them */
    static String owner(String userId, SecretKey realmKey, String realm) {
        return id(Arrays.copyOf(DerivedKey.derive(realmKey, PURPOSE, realm, USER, userId), ID_BYTES));
    }

    private static String id(byte[] secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
