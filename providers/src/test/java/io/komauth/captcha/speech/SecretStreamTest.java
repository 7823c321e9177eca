package io.komauth.captcha.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

class SecretStreamTest {

    @Test
    void theNumbersFollowFromTheSecret() {
        assertThat(numbers("one", 5_000)).containsExactly(numbers("one", 5_000));
        assertThat(numbers("one", 5_000)).doesNotContain(numbers("two", 5_000));
    }

    @Test
    void theyDoNotRepeat() {
        assertThat(asList(numbers("one", 100_000))).doesNotHaveDuplicates();
    }

    private static long[] numbers(String secret, int count) {
        SecretStream stream = new SecretStream(secret.getBytes(StandardCharsets.US_ASCII));
        return LongStream.generate(stream::nextLong).limit(count).toArray();
    }

    private static Iterable<Long> asList(long[] numbers) {
        return LongStream.of(numbers).boxed().toList();
    }
}
