package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlphabetTest {

    @Test
    void everyCharacterIsThereOnceInLowerCase() {
        assertThat(Alphabet.CHARACTERS.chars()).doesNotHaveDuplicates();
        assertThat(Alphabet.CHARACTERS).isEqualTo(Alphabet.CHARACTERS.toLowerCase(Locale.ROOT)).matches("[a-z0-9]{18,24}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2z7", "1lij", "ceo0", "9gqy", "5s8", "6b", "uv", "tf", "hn", "kx"})
    void oneMemberOfEachLookAlikeFamilyRemains(String family) {
        assertThat(family.chars().filter(character -> Alphabet.CHARACTERS.indexOf(character) >= 0)).hasSize(1);
    }

    @Test
    void aLetterIsDrawnAsItselfInEitherCase() {
        for (char character = 'a'; character <= 'z'; character++) {
            assertThat(Character.toLowerCase(Alphabet.glyph(character, new SplittableRandom()))).isEqualTo(character);
        }
    }

    @Test
    void aCaseThatLooksLikeAnotherMemberIsNeverDrawn() {
        SplittableRandom random = new SplittableRandom(6);
        Set<Character> drawn = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            for (char character : Alphabet.CHARACTERS.toCharArray()) {
                drawn.add(Alphabet.glyph(Character.toUpperCase(character), random));
            }
        }

        assertThat(drawn).contains('a', 'd', 'e', 'E', 'g', 'h', 'H', 'j', 'm', 'M', 'R', 'T')
                .doesNotContain('A', 'D', 'G', 'J', 'r', 't');
    }

    @ParameterizedTest
    @CsvSource({"2XG46,2xg46", "' zx946 ',2xg46", "7XQbs,2xg65", "fvnc8,tuhe5", "abcde,a6ede", "KLxi1,xjxjj"})
    void caseBlanksAndLookAlikesAreNormalized(String typed, String read) {
        assertThat(Alphabet.normalize(typed)).isEqualTo(read);
    }

    /** Full-width, circled, mathematical; with ideographic, no-break and zero-width spaces; from a Turkish keyboard. */
    @ParameterizedTest
    @ValueSource(strings = {"\uff12\uff58\uff14\uff4d\uff16", "\uff12\uff38\uff14\uff2d\uff16", "\u2461\u24e7\u2463\u24c2\u2465",
            "\ud835\udfd0\ud835\udc31\ud835\udfd2\ud835\udc26\ud835\udfd4", "\u30002x4m6\u3000", "\u00a02x4m6\u2003", "\u200b2x\u200e4m6\ufeff"})
    void inputMethodVariantsAreNormalized(String typed) {
        assertThat(Alphabet.normalize(typed)).isEqualTo("2x4m6");
    }

    /** Cyrillic and Greek letters, a multiplication sign, a mark on a letter, a filled circle, a variation selector. */
    @ParameterizedTest
    @ValueSource(strings = {"2\u04454\u043c6", "2\u03c74m6", "2\u00d74m6", "2x\u03014m6", "\u2777x4m6", "2\ufe0fx4m6", "2 x4m6"})
    void lookAlikesOfOtherScriptsAreOtherCharacters(String typed) {
        assertThat(Alphabet.normalize(typed)).isNotEqualTo("2x4m6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0131", "\u0130", "I", "i"})
    void turkishDotlessAndDottedIAreTheSame(String typed) {
        assertThat(Alphabet.normalize(typed)).isEqualTo("j");
    }

    @Test
    void anOverlongTextIsNormalizedToNothing() {
        assertThat(Alphabet.normalize(" ".repeat(59) + "2x4m6")).isEqualTo("2x4m6");
        assertThat(Alphabet.normalize(" ".repeat(60) + "2x4m6")).isEmpty();
        // a ligature that stands for 18 characters
        assertThat(Alphabet.normalize("\ufdfa".repeat(20_000))).isEmpty();
    }

    @Test
    void noTwoPossibleAnswersNormalizeTheSame() {
        assertThat(Alphabet.normalize(Alphabet.CHARACTERS)).isEqualTo(Alphabet.CHARACTERS);
    }
}
