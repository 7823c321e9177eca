package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetteringTest {

    private final Lettering lettering = new Lettering(Typeface.bundled());

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "4fgh2", "mwmwmwmw", "ffff"})
    void everyWordStaysInsideThePicture(String text) {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 2_000; i++) {
            Outline word = lettering.word(text, random);

            assertThat(word.left()).isGreaterThan(2);
            assertThat(word.right()).isLessThan(128);
            assertThat(word.top()).isGreaterThan(2);
            assertThat(word.bottom()).isLessThan(46);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd", "4fgh2", "mwmwmwmw"})
    void everyWordFillsMostOfThePicture(String text) {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            Outline word = lettering.word(text, random);

            assertThat(word.right() - word.left()).isGreaterThan(60);
            assertThat(word.bottom() - word.top()).isGreaterThan(24);
        }
    }
}
