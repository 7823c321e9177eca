package io.komauth.tools.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sm2KeyPairTest {

    private static final BigInteger PRIME = hex("fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff");
    private static final BigInteger B = hex("28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93");

    /**
     * The generator (GB/T 32918.5), the key pair of that standard's examples, and a pair of sm-crypto's.
     */
    @ParameterizedTest
    @CsvSource({
            "0000000000000000000000000000000000000000000000000000000000000001,"
                    + "0432c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
                    + "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0",
            "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8,"
                    + "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
                    + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
            "9237a9af76ff5bad1c7f209e082c6dc52223adbaf24434baddc9e75152f31656,"
                    + "048eed396e294119620ba69dbee8cab0149a97e2075200d5b93dbbdbf5a19e2ea6"
                    + "03ca1320d860bcfffae648e314068cf6bcd261d4b0915f0d6ad11cc6a74fc130"})
    void thePublicKeyIsThatOfThePrivateOne(String privateKey, String publicKey) {
        Sm2KeyPair pair = new Sm2KeyPair(hex(privateKey));

        assertThat(pair.privateHex()).isEqualTo(privateKey);
        assertThat(pair.publicHex()).isEqualTo(publicKey);
    }

    /** Twice the generator, and the order less 2 times: the same x, since they add up to the point at infinity. */
    @ParameterizedTest
    @CsvSource({"2,fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121",
            "3,fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54120",
            "7fffffff7fffffffffffffffffffffffb901efb590e30295a9ddfa049ceaa091,"
                    + "7fffffff7fffffffffffffffffffffffb901efb590e30295a9ddfa049ceaa092"})
    void keysThatAddUpToTheOrderHaveOppositePoints(String one, String other) {
        String onePoint = new Sm2KeyPair(hex(one)).publicHex();
        String otherPoint = new Sm2KeyPair(hex(other)).publicHex();

        assertThat(onePoint.substring(0, 66)).isEqualTo(otherPoint.substring(0, 66));
        assertThat(hex(onePoint.substring(66)).add(hex(otherPoint.substring(66)))).isEqualTo(PRIME);
    }

    @RepeatedTest(50)
    void aGeneratedKeysPointIsOnTheCurve() {
        Sm2KeyPair pair = Sm2KeyPair.generate(new SecureRandom());

        assertThat(pair.privateHex()).hasSize(64);
        assertThat(pair.publicHex()).hasSize(130);
        BigInteger x = hex(pair.publicHex().substring(2, 66));
        BigInteger y = hex(pair.publicHex().substring(66));
        assertThat(y.pow(2).mod(PRIME)).isEqualTo(x.pow(3).subtract(x.multiply(BigInteger.valueOf(3))).add(B).mod(PRIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122"})
    void aKeyOutOfRangeIsRefused(String privateKey) {
        assertThatThrownBy(() -> new Sm2KeyPair(hex(privateKey))).isInstanceOf(IllegalArgumentException.class);
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }
}
