package io.komauth.captcha.work;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.komauth.crypto.KeyDerivation;

/**
 * The secrets that challenges are signed by, each for one purpose, so that no signature passes for another.
 *
 * @param signature    signs the parameters
 * @param keySignature signs the derived key
 * @param verified     signs that the picture was solved as well
 */
record WorkSecrets(byte[] signature, byte[] keySignature, byte[] verified) {

    /** Ends in the version of {@link WorkParameters}: another format must not be read as this one. */
    private static final String PURPOSE = "io.komauth.captcha.work/1";

    private static final String HMAC = "HmacSHA256";

    /**
     * @param realmKey a key of the realm
     * @param realmId  and the realm's name are part of the secrets: a realm that was cloned with its keys takes none of the
     *                 original's solutions
     */
    static WorkSecrets of(SecretKey realmKey, String realmId, String realmName) {
        return new WorkSecrets(KeyDerivation.derive(realmKey, PURPOSE, "signature", realmId, realmName),
                KeyDerivation.derive(realmKey, PURPOSE, "keySignature", realmId, realmName),
                KeyDerivation.derive(realmKey, PURPOSE, "verified", realmId, realmName));
    }

    WorkChallenge sign(WorkParameters parameters) {
        return new WorkChallenge(parameters, hmac(signature, bytes(WorkJson.write(parameters))));
    }

    String signKey(byte[] derivedKey) {
        return hmac(keySignature, derivedKey);
    }

    String signVerified(WorkParameters parameters) {
        return hmac(verified, bytes(parameters.nonce()));
    }

    boolean haveSigned(WorkChallenge challenge) {
        return same(sign(challenge.parameters()).signature(), challenge.signature());
    }

    boolean haveSignedKey(WorkParameters parameters, byte[] derivedKey) {
        return same(signKey(derivedKey), parameters.keySignature());
    }

    boolean haveSignedVerified(WorkSolution solution) {
        return solution.verified() != null && same(signVerified(solution.challenge().parameters()), solution.verified());
    }

    /** In a time that does not tell how much of it is right. */
    private static boolean same(String expected, String actual) {
        return MessageDigest.isEqual(bytes(expected), bytes(actual));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hmac(byte[] secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return WorkParameters.HEX.formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a challenge", e);
        }
    }
}
