package io.komauth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import io.komauth.testing.RealmStub;
import io.komauth.testing.Sm2Example;

import org.bouncycastle.crypto.engines.SM2Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sm2KeyTest {

    private static final Sm2Key KEY = key(Sm2Example.PRIVATE_KEY);

    static List<Sm2Example> examples() {
        return Sm2Example.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void decryptsWithOrWithoutThePrefixInAnyCase(Sm2Example example) {
        assertThat(Stream.of(example.cipher(), "04" + example.cipher(), example.cipher().toUpperCase(Locale.ROOT)))
                .allSatisfy(cipher -> assertThat(KEY.decrypt(cipher)).hasValue(example.plain()));
    }

    /** One in 256: read as having the prefix, it would be another ciphertext, cut off. */
    @Test
    void decryptsWhatBeginsLikeThePrefixItself() {
        String cipher = Stream.generate(() -> encrypt("pass"))
                .filter(text -> text.startsWith("04")).findFirst().orElseThrow();

        assertThat(KEY.decrypt(cipher)).hasValue("pass");
        assertThat(KEY.decrypt("04" + cipher)).hasValue("pass");
    }

    @Test
    void decryptsPasswordsUpToTheLimit() {
        assertThat(KEY.decrypt(encrypt("x".repeat(1_024)))).hasValue("x".repeat(1_024));
        assertThat(KEY.decrypt("04" + encrypt("x".repeat(1_024)))).isPresent();
        assertThat(KEY.decrypt(encrypt("x".repeat(1_025)))).isEmpty();
        assertThat(KEY.decrypt(encrypt("密".repeat(342)))).isEmpty();
    }

    @Test
    void decryptsNoBytesThatAreNoText() {
        for (byte[] bytes : new byte[][] {{(byte) 0xff}, {(byte) 0xc0, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}}) {
            assertThat(KEY.decrypt(Sm2Example.encrypt(Sm2Example.PUBLIC_KEY, bytes, SM2Engine.Mode.C1C2C3))).isEmpty();
        }
    }

    @Test
    void decryptsNeitherTheOtherOrderNorWithAnotherKey() {
        byte[] password = "pass".getBytes(StandardCharsets.UTF_8);

        assertThat(KEY.decrypt(Sm2Example.encrypt(Sm2Example.PUBLIC_KEY, password, SM2Engine.Mode.C1C3C2))).isEmpty();
        assertThat(key("1".repeat(64)).decrypt(encrypt("pass"))).isEmpty();
    }

    @Test
    void decryptsNoBeginningOfACiphertextAndNoLongerOne() {
        String cipher = Sm2Example.all().get(0).cipher();

        for (int length = 0; length < cipher.length(); length++) {
            assertThat(KEY.decrypt(cipher.substring(0, length))).as("the first %d digits", length).isEmpty();
        }
        assertThat(KEY.decrypt(cipher + "0")).isEmpty();
        assertThat(KEY.decrypt(cipher + "00")).isEmpty();
    }

    /** Random digits of any length, and with a point that is on the curve. */
    @Test
    void failsOnNoDigits() {
        Random random = new Random(16);
        String point = Sm2Example.all().get(0).cipher().substring(0, 128);
        for (int i = 0; i < 1_000; i++) {
            String digits = random.ints(random.nextInt(300), 0, 16).mapToObj(Integer::toHexString).reduce("", String::concat);
            assertThat(KEY.decrypt(digits)).isEmpty();
            assertThat(KEY.decrypt(point + digits)).isEmpty();
        }
    }

    static Stream<String> keys() {
        return Stream.of(Sm2Example.PRIVATE_KEY, Sm2Example.PRIVATE_KEY.toUpperCase(Locale.ROOT), "0".repeat(63) + "1",
                hex(Sm2Example.order().subtract(BigInteger.TWO)), " " + Sm2Example.PRIVATE_KEY + " ", "${vault.sm2}");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void isSetToAKeyInRangeOrAnEntryOfTheVault(String text) {
        assertThat(Sm2Key.SECRET.setting().isValid(text)).isTrue();
    }

    static Stream<String> noKeys() {
        return Stream.of("0".repeat(64), hex(Sm2Example.order().subtract(BigInteger.ONE)), hex(Sm2Example.order()),
                "f".repeat(64), "1".repeat(63), "1".repeat(65), "00" + Sm2Example.PRIVATE_KEY, "0x" + "1".repeat(62),
                "-" + "1".repeat(63), "１".repeat(64), Sm2Example.PUBLIC_KEY, "${vault.}", "sealed:" + "1".repeat(57));
    }

    @ParameterizedTest
    @MethodSource("noKeys")
    void isSetToNothingElse(String text) {
        assertThat(Sm2Key.SECRET.setting().isValid(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void isNotSetByABlankAttribute(String text) {
        assertThat(Sm2Key.SECRET.isSet(RealmStub.attribute(text))).isFalse();
        assertThat(Sm2Key.SECRET.isSet(RealmStub.attribute("anything"))).isTrue();
    }

    private static Sm2Key key(String hex) {
        return Sm2Key.of(null, RealmStub.attribute(hex)).orElseThrow();
    }

    private static String encrypt(String password) {
        return Sm2Example.encrypt(Sm2Example.PUBLIC_KEY, password);
    }

    private static String hex(BigInteger number) {
        return String.format(Locale.ROOT, "%064x", number);
    }
}
