package io.komauth.password;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.komauth.compat.Sm2Decryption;
import io.komauth.config.SecretSetting;
import io.komauth.logging.SafeLogger;
import io.komauth.tenant.Tenant;
import io.komauth.text.UnicodeText;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The private key with which a tenant decrypts passwords that front ends have encrypted by SM2 (GB/T 32918.4): curve
 * {@code sm2p256v1}, order C1C2C3, hexadecimal digits with or without the leading {@code 04}.
 */
public final class Sm2Key {

    private static final SafeLogger LOG = SafeLogger.of(Sm2Key.class);

    /** The order of the curve (GB/T 32918.5). */
    private static final BigInteger ORDER = new BigInteger("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123", 16);

    private static final Pattern KEY = Pattern.compile("[0-9a-fA-F]{64}");

    /** Where a realm has its key. */
    public static final SecretSetting SECRET = SecretSetting.of(Tenant.SM2_PRIVATE_KEY, "io.komauth.sm2-private-key/1",
            Sm2Key::isKey, "").supportedIf(Sm2Decryption::isAvailable);

    /** Bytes in UTF-8 that a password may have. */
    static final int MAX_PASSWORD_BYTES = 1_024;

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]++");
    private static final String UNCOMPRESSED = "04";
    private static final int MIN_DIGITS = 2 * Sm2Decryption.OVERHEAD + 2;
    private static final int MAX_DIGITS = 2 * (Sm2Decryption.OVERHEAD + MAX_PASSWORD_BYTES);

    private final BigInteger key;

    private Sm2Key(BigInteger key) {
        this.key = key;
    }

    /** @return the key of a realm that has one set; empty if that is no key, or this server cannot use it: the log says why */
    static Optional<Sm2Key> of(KeycloakSession session, RealmModel realm) {
        if (!SECRET.isSupported()) {
            LOG.error("Realm %s: attribute tenant.sm2-private-key is set, but this server has no SM2, as in FIPS mode",
                    realm.getName());
            return Optional.empty();
        }
        Optional<Sm2Key> key = SECRET.read(session, realm).map(Sm2Key::parse);
        if (key.isEmpty()) {
            LOG.error(SECRET.isUndecryptable(session, realm)
                    ? "Realm %s: attribute tenant.sm2-private-key was sealed by an AES key that the realm does not have; "
                            + "set the key again, or add that AES key"
                    : "Realm %s: attribute tenant.sm2-private-key holds no SM2 private key", realm.getName());
        }
        return key;
    }

    static boolean isHex(String text) {
        return HEX.matcher(text).matches();
    }

    /** @return the password; empty if this key's public key has not encrypted one, or it is too long */
    Optional<String> decrypt(String hex) {
        // an x coordinate may begin with 04, too: the digest tells which of the two it is
        return Stream.of(UNCOMPRESSED + hex, hex)
                .filter(Sm2Key::hasFormat)
                .map(HexFormat.of()::parseHex)
                .flatMap(ciphertext -> Sm2Decryption.decrypt(key, ciphertext).stream())
                .findFirst().flatMap(UnicodeText::decode);
    }

    private static boolean hasFormat(String hex) {
        return hex.startsWith(UNCOMPRESSED) && hex.length() >= MIN_DIGITS && hex.length() <= MAX_DIGITS && hex.length() % 2 == 0;
    }

    /** GB/T 32918.1: from 1 to the order less 2. */
    private static boolean isKey(String text) {
        return KEY.matcher(text.strip()).matches()
                && parse(text).key.signum() > 0 && parse(text).key.compareTo(ORDER.subtract(BigInteger.TWO)) <= 0;
    }

    private static Sm2Key parse(String text) {
        return new Sm2Key(new BigInteger(text.strip(), 16));
    }
}
