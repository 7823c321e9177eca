package io.komauth.tools.trial;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The password that all made-up users have, in the forms that an old system has it in. */
final class OldPassword {

    /** What clients of the documented API send. */
    static final String MD5 = hex("MD5", "old password");
    /** What the export has. */
    static final String SHA1_OF_MD5 = hex("SHA-1", MD5);

    private OldPassword() {
    }

    private static String hex(String algorithm, String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
