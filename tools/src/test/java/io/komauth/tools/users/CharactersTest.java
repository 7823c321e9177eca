package io.komauth.tools.users;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CharactersTest {

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\u00a0", "\u3000", "\u2028", "\u0085"})
    void aBlankIsOneOfAnyScript(String blank) {
        assertThat(Characters.isBlank(blank)).isTrue();
        assertThat(Characters.isEdgedByBlank(blank + "a")).isTrue();
        assertThat(Characters.isEdgedByBlank("a" + blank)).isTrue();
        assertThat(Characters.isEdgedByBlank("a" + blank + "b")).isFalse();
        assertThat(Characters.strip(blank + "a" + blank)).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\n", "\u00ad", "\u200b", "\u202e", "\ufeff", "\u2028"})
    void whatNobodySeesIsFound(String text) {
        assertThat(Characters.hasInvisible("in" + text + "side")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "\ufffd", "\ud800", "\udc00"})
    void whatCouldNotBeReadIsFound(String text) {
        assertThat(Characters.hasUnreadable("in" + text + "side")).isTrue();
        assertThat(Characters.hasUnreadable("in😀side")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ä", "İ", "Ⅷ", "Ⓐ", "ǅ", "Я"})
    void capitalsAreThoseOfAllScripts(String text) {
        assertThat(Characters.hasCapital(text)).isTrue();
        assertThat(Characters.hasCapital("äıßя用户")).isFalse();
    }

    @Test
    void onlyTheLettersAToZAreWrittenSmall() {
        assertThat(Characters.lower("AZ[Ä@İ")).isEqualTo("az[Ä@İ");
    }
}
