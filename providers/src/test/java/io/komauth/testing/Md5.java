package io.komauth.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What clients of the documented API send for a password. */
public final class Md5 {

    private Md5() {
    }

    public static String hex(String password) {
        return hex("MD5", password);
    }

    /** @return {@code sha1hex(md5hex(password))}, as old systems keep passwords */
    public static String sha1OfHex(String password) {
        return hex("SHA-1", hex(password));
    }

    private static String hex(String algorithm, String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
