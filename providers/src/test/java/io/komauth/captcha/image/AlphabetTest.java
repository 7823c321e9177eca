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
    void oneMemberOfAFamilyOfLookAlikesIsLeft(String family) {
        assertThat(family.chars().filter(character -> Alphabet.CHARACTERS.indexOf(character) >= 0)).hasSize(1);
    }

    @Test
    void aLetterIsDrawnAsItselfInEitherCase() {
        for (char character = 'a'; character <= 'z'; character++) {
            assertThat(Character.toLowerCase(Alphabet.drawn(character, new SplittableRandom()))).isEqualTo(character);
        }
    }

    @Test
    void aCaseThatLooksLikeAnotherMemberIsNeverDrawn() {
        SplittableRandom random = new SplittableRandom(6);
        Set<Character> drawn = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            for (char character : Alphabet.CHARACTERS.toCharArray()) {
                drawn.add(Alphabet.drawn(Character.toUpperCase(character), random));
            }
        }

        assertThat(drawn).contains('a', 'd', 'e', 'E', 'g', 'h', 'H', 'j', 'm', 'M', 'R', 'T')
                .doesNotContain('A', 'D', 'G', 'J', 'r', 't');
    }

    @ParameterizedTest
    @CsvSource({"2XG46,2xg46", "' zx946 ',2xg46", "7XQbs,2xg65", "fvnc8,tuhe5", "abcde,a6ede", "KLxi1,xjxjj"})
    void aTextIsReadWithoutRegardToCaseBlanksAndLookAlikes(String typed, String read) {
        assertThat(Alphabet.read(typed)).isEqualTo(read);
    }

    @Test
    void noTwoAnswersThatCanBeIssuedReadTheSame() {
        assertThat(Alphabet.read(Alphabet.CHARACTERS)).isEqualTo(Alphabet.CHARACTERS);
    }
}
