package io.komauth.compat;

import java.math.BigInteger;
import java.util.Optional;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/**
 * Decryption by SM2 (GB/T 32918.4) on the curve {@code sm2p256v1}, with the Bouncy Castle library of the server.
 *
 * <p>Leans on: {@link SM2Engine} and {@link CustomNamedCurves} of {@code bcprov}, which a server in FIPS mode does not have.
 * Since: Keycloak 26.2. Test: {@code Sm2DecryptionTest} and {@code Sm2PasswordIT}.
 */
public final class Sm2Decryption {

    /** Bytes of a ciphertext that is not empty and of nothing else: a point without compression, a digest of SM3. */
    public static final int OVERHEAD = 1 + 64 + 32;

    private static final String ENGINE = "org.bouncycastle.crypto.engines.SM2Engine";

    private Sm2Decryption() {
    }

    /** @return whether the server can decrypt by SM2; not in FIPS mode */
    public static boolean isAvailable() {
        try {
            Class.forName(ENGINE, false, Sm2Decryption.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException fipsMode) {
            return false;
        }
    }

    /**
     * Decrypts a ciphertext in the order C1C2C3, and checks its digest.
     *
     * @param privateKey from 1 to the order of the curve less 2
     * @param ciphertext of more than {@value #OVERHEAD} bytes, the first of which is 4
     * @return the plaintext; empty if this key's public key has not encrypted it, or it was changed since
     */
    public static Optional<byte[]> decrypt(BigInteger privateKey, byte[] ciphertext) {
        return Engine.decrypt(privateKey, ciphertext);
    }

    /** A class of its own, since the outer one must load where there is no such library. */
    private static final class Engine {

        private static final ECDomainParameters CURVE = curve();

        static Optional<byte[]> decrypt(BigInteger privateKey, byte[] ciphertext) {
            SM2Engine engine = new SM2Engine(SM2Engine.Mode.C1C2C3);
            engine.init(false, new ECPrivateKeyParameters(privateKey, CURVE));
            try {
                return Optional.of(engine.processBlock(ciphertext, 0, ciphertext.length));
            } catch (InvalidCipherTextException | IllegalArgumentException notForThisKey) {
                // the latter if the point is not on the curve
                return Optional.empty();
            }
        }

        private static ECDomainParameters curve() {
            X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
            return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        }
    }
}
