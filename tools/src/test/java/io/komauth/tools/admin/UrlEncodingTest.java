package io.komauth.tools.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlEncodingTest {

    @ParameterizedTest
    @CsvSource({"Az09-_.~, Az09-_.~", "a b, a%20b", "a/b?c#d, a%2Fb%3Fc%23d", "100%, 100%25", "*+&=, %2A%2B%26%3D",
            "用, %E7%94%A8",
        "😀, %F0%9F%98%80"})
    void whatIsNotUnreservedIsEncoded(String text, String encoded) {
        assertThat(UrlEncoding.encode(text)).isEqualTo(encoded);
    }

    @Test
    void aFormHasEncodedNamesAndValues() {
        assertThat(UrlEncoding.form(Map.of("client_secret", "a&b=c d"))).isEqualTo("client_secret=a%26b%3Dc%20d");
    }
}
