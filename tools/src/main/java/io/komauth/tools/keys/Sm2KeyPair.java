package io.komauth.tools.keys;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * A key pair of SM2 on the curve {@code sm2p256v1} (GB/T 32918.5), which a JDK does not have.
 *
 * <p>This arithmetic takes a time that depends on the key. It is for making a key once, on the machine of whoever keeps it, and not
 * for a server that uses one.
 *
 * @param privateKey from 1 to the order of the curve less 2 (GB/T 32918.1)
 */
record Sm2KeyPair(BigInteger privateKey) {

    private static final BigInteger PRIME = hex("fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff");
    private static final BigInteger A = PRIME.subtract(BigInteger.valueOf(3));
    private static final BigInteger ORDER = hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
    private static final Point GENERATOR = new Point(hex("32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"),
            hex("bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"));

    Sm2KeyPair {
        if (privateKey.signum() <= 0 || privateKey.compareTo(ORDER.subtract(BigInteger.TWO)) > 0) {
            throw new IllegalArgumentException("not from 1 to the order of the curve less 2");
        }
    }

    static Sm2KeyPair generate(SecureRandom random) {
        while (true) {
            BigInteger number = new BigInteger(ORDER.bitLength(), random);
            if (number.signum() > 0 && number.compareTo(ORDER.subtract(BigInteger.TWO)) <= 0) {
                return new Sm2KeyPair(number);
            }
        }
    }

    /** @return 64 hexadecimal digits */
    String privateHex() {
        return digits(privateKey);
    }

    /** @return 130 hexadecimal digits: 04, and the coordinates of the point */
    String publicHex() {
        Point point = publicPoint();
        return "04" + digits(point.x) + digits(point.y);
    }

    private Point publicPoint() {
        Point sum = GENERATOR;
        for (int bit = privateKey.bitLength() - 2; bit >= 0; bit--) {
            sum = sum.twice();
            if (privateKey.testBit(bit)) {
                sum = sum.plus(GENERATOR);
            }
        }
        return sum;
    }

    private static BigInteger hex(String digits) {
        return new BigInteger(digits, 16);
    }

    private static String digits(BigInteger number) {
        return String.format(Locale.ROOT, "%064x", number);
    }

    /** A point of the curve other than that at infinity, which no multiple of the generator meets below the order. */
    private record Point(BigInteger x, BigInteger y) {

        Point twice() {
            BigInteger slope = x.pow(2).multiply(BigInteger.valueOf(3)).add(A).multiply(y.shiftLeft(1).modInverse(PRIME));
            return third(slope, x);
        }

        /** @param other with another x */
        Point plus(Point other) {
            return third(other.y.subtract(y).multiply(other.x.subtract(x).modInverse(PRIME)), other.x);
        }

        private Point third(BigInteger slope, BigInteger otherX) {
            BigInteger thirdX = slope.pow(2).subtract(x).subtract(otherX).mod(PRIME);
            return new Point(thirdX, slope.multiply(x.subtract(thirdX)).subtract(y).mod(PRIME));
        }
    }
}
