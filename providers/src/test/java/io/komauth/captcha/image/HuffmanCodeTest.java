package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HuffmanCodeTest {

    static Stream<int[]> counts() {
        SplittableRandom random = new SplittableRandom(9);
        int[] fibonacci = new int[45];
        Arrays.setAll(fibonacci, i -> i < 2 ? 1 : fibonacci[i - 1] + fibonacci[i - 2]);
        return Stream.concat(
                Stream.of(new int[2], new int[16], new int[300], fibonacci, Arrays.copyOf(fibonacci, 300)),
                Stream.generate(() -> random.ints(257, 1, 20).map(bits -> random.nextInt(1 << bits)).toArray())
                        .limit(100));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void noCodeExceedsTheMaximumLength(int... counts) {
        HuffmanCode code = new HuffmanCode(counts);

        for (int symbol = 0; symbol < counts.length; symbol++) {
            assertThat(code.length(symbol)).isBetween(1, HuffmanCode.LONGEST);
        }
    }

    @ParameterizedTest
    @MethodSource("counts")
    void theCodeIsPrefixFreeAndComplete(int... counts) {
        HuffmanCode code = new HuffmanCode(counts);

        boolean[] taken = new boolean[1 << HuffmanCode.LONGEST];
        for (int symbol = 0; symbol < counts.length; symbol++) {
            for (int bits = code.code(symbol); bits < taken.length; bits += 1 << code.length(symbol)) {
                assertThat(taken[bits]).isFalse();
                taken[bits] = true;
            }
        }
        assertThat(taken).doesNotContain(false);
    }

    @Test
    void theMoreFrequentASymbolTheFewerBitsItHas() {
        HuffmanCode code = new HuffmanCode(5_000, 100, 20_000, 1_000);

        assertThat(IntStream.range(0, 4).map(code::length)).containsExactly(2, 3, 1, 3);
    }
}
