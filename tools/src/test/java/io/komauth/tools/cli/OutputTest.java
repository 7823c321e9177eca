package io.komauth.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\u001bb", "a\u202eb", "a\u0085b"})
    void whatBreaksALineOrHidesTextIsNotPrinted(String text) {
        assertThat(Output.printable(text)).isEqualTo("a?b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "用户", "😀", "é"})
    void otherTextIsPrinted(String text) {
        assertThat(Output.printable(text)).isEqualTo(text);
    }
}
