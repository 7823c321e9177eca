package io.komauth.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.testing.Sm2Example;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sm2DecryptionTest {

    private static final BigInteger KEY = new BigInteger(Sm2Example.PRIVATE_KEY, 16);

    static List<Sm2Example> examples() {
        return Sm2Example.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void decryptsWhatFrontEndsSend(Sm2Example example) {
        assertThat(Sm2Decryption.decrypt(KEY, bytes("04" + example.cipher())))
                .hasValue(example.plain().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 64, 1_000})
    void decryptsAnyLength(int length) {
        String password = "x".repeat(length);

        assertThat(Sm2Decryption.decrypt(KEY, bytes("04" + Sm2Example.encrypt(Sm2Example.PUBLIC_KEY, password))))
                .hasValue(password.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void acceptsNoCiphertextThatDiffersInOneBit() {
        byte[] ciphertext = bytes("04" + Sm2Example.all().get(0).cipher());

        assertThat(IntStream.range(8, 8 * ciphertext.length)).allSatisfy(bit -> {
            byte[] changed = ciphertext.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Sm2Decryption.decrypt(KEY, changed)).isEmpty();
        });
    }

    static Stream<String> points() {
        String prime = "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff";
        return Stream.of("0".repeat(128), "f".repeat(128), "0".repeat(127) + "1", prime + "0".repeat(64), "0".repeat(64) + prime);
    }

    @ParameterizedTest
    @MethodSource("points")
    void acceptsNoPointThatIsNotOnTheCurve(String point) {
        assertThat(Sm2Decryption.decrypt(KEY, bytes("04" + point + "0".repeat(66)))).isEmpty();
    }

    @Test
    void isAvailableHere() {
        assertThat(Sm2Decryption.isAvailable()).isTrue();
    }

    /** As in FIPS mode, in which Keycloak has another library of the same vendor, without these classes. */
    @Test
    void isNotAvailableWithoutItsLibrary() throws IOException, ReflectiveOperationException {
        URL classes = Sm2Decryption.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader withoutLibraries = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            assertThat(withoutLibraries.loadClass(Sm2Decryption.class.getName()).getMethod("isAvailable").invoke(null))
                    .isEqualTo(false);
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
