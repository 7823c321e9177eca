package io.komauth.captcha.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class AesCtrRandomTest {

    @Test
    void theNumbersAreDeterminedByTheSecret() {
        assertThat(numbers("one", 5_000)).containsExactly(numbers("one", 5_000));
        assertThat(numbers("one", 5_000)).doesNotContain(numbers("two", 5_000));
    }

    /** As {@code openssl enc -aes-256-ctr} makes them of zeros, by the SHA-256 of the secret. */
    @Test
    void theNumbersAreAnAesCtrKeyStream() {
        long[] numbers = numbers("a secret", 513);

        assertThat(numbers[0]).isEqualTo(0xe15e555454148bd9L);
        assertThat(numbers[1]).isEqualTo(0x8d8945a9574df5ddL);
        assertThat(numbers[512]).as("the first of the second buffer").isEqualTo(0x52a670e59a514515L);
    }

    @Test
    void theyDoNotRepeat() {
        assertThat(asList(numbers("one", 100_000))).doesNotHaveDuplicates();
    }

    private static long[] numbers(String secret, int count) {
        AesCtrRandom stream = new AesCtrRandom(secret.getBytes(StandardCharsets.US_ASCII));
        return LongStream.generate(stream::nextLong).limit(count).toArray();
    }

    private static Iterable<Long> asList(long[] numbers) {
        return LongStream.of(numbers).boxed().toList();
    }
}
