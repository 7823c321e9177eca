package io.komauth.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.engines.SM2Engine;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;

/**
 * A key pair of SM2, and passwords that the JavaScript library sm-crypto has encrypted with it as front ends do.
 *
 * @param plain  the password
 * @param cipher what a front end sends
 */
public record Sm2Example(String plain, String cipher) {

    private static final JsonNode FILE = ApiExample.read("sm2.json");

    public static final String PRIVATE_KEY = FILE.get("privateKey").asText();
    public static final String PUBLIC_KEY = FILE.get("publicKey").asText();

    private static final ECDomainParameters CURVE = curve();

    public static List<Sm2Example> all() {
        return StreamSupport.stream(FILE.get("samples").spliterator(), false)
                .map(sample -> new Sm2Example(sample.get("plain").asText(), sample.get("cipher").asText())).toList();
    }

    /** Encrypts as front ends do: in the order C1C2C3, without the leading {@code 04}. */
    public static String encrypt(String publicKey, String password) {
        return encrypt(publicKey, password.getBytes(StandardCharsets.UTF_8), SM2Engine.Mode.C1C2C3);
    }

    public static String encrypt(String publicKey, byte[] password, SM2Engine.Mode order) {
        SM2Engine engine = new SM2Engine(order);
        engine.init(true, new ParametersWithRandom(new ECPublicKeyParameters(
                CURVE.getCurve().decodePoint(HexFormat.of().parseHex(publicKey)), CURVE), new SecureRandom()));
        try {
            return HexFormat.of().formatHex(engine.processBlock(password, 0, password.length)).substring(2);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the public key, with the leading {@code 04} */
    public static String publicKey(String privateKey) {
        return HexFormat.of().formatHex(CURVE.getG().multiply(new BigInteger(privateKey, 16)).getEncoded(false));
    }

    /** @return the order of the curve */
    public static BigInteger order() {
        return CURVE.getN();
    }

    private static ECDomainParameters curve() {
        X9ECParameters curve = CustomNamedCurves.getByName("sm2p256v1");
        return new ECDomainParameters(curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
    }
}
