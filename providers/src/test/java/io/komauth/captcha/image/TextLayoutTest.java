package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextLayoutTest {

    private final TextLayout layout = new TextLayout(Typeface.bundled());

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "4fgh2", "mwmwmwmw", "ffff"})
    void everyWordStaysInsideThePicture(String text) {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 2_000; i++) {
            assertThat(layout.word(text, random)).allSatisfy(letter -> {
                assertThat(letter.left()).isGreaterThan(2);
                assertThat(letter.right()).isLessThan(128);
                assertThat(letter.top()).isGreaterThan(2);
                assertThat(letter.bottom()).isLessThan(46);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "4fgh2", "mwmwmwmw"})
    void everyCharacterHasRoomToBeRead(String text) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            List<Outline> letters = List.of(layout.word(text, random));

            assertThat(most(letters, Outline::right) - least(letters, Outline::left)).isGreaterThan(13 * text.length());
            assertThat(letters).allSatisfy(letter ->
                    assertThat(letter.bottom() - letter.top()).isGreaterThan(9));
        }
    }

    @Test
    void anyFaceMayComeFirstInAWordOfCharactersThatSomeFacesLack() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 100; i++) {
            assertThat(layout.word("aaaa", random)).doesNotContainNull();
        }
    }

    private static double most(List<Outline> letters, ToDoubleFunction<Outline> side) {
        return letters.stream().mapToDouble(side).max().orElseThrow();
    }

    private static double least(List<Outline> letters, ToDoubleFunction<Outline> side) {
        return letters.stream().mapToDouble(side).min().orElseThrow();
    }
}
