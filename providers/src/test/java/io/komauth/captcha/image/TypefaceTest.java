package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypefaceTest {

    static Stream<Typeface> faces() {
        return Typeface.bundled().stream();
    }

    @Test
    void severalFacesAreBundled() {
        assertThat(Typeface.bundled()).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("faces")
    void everyDigitAndEveryLetterButAAndGHasAnOutlineOneHighAndCentred(Typeface face) {
        for (char character : Typeface.CHARACTERS.replaceAll("[ag]", "").toCharArray()) {
            Outline outline = face.outline(character);

            assertThat(outline.top()).as("top of %s", character).isCloseTo(-0.5f, within(0.01f));
            assertThat(outline.bottom()).as("bottom of %s", character).isCloseTo(0.5f, within(0.01f));
            assertThat(outline.left() + outline.right()).as("middle of %s", character).isCloseTo(0f, within(0.01f));
        }
    }

    @ParameterizedTest
    @MethodSource("faces")
    void eachCallerGetsItsOwnOutline(Typeface face) {
        face.outline('m').move(1, 1);

        assertThat(face.outline('m').top()).isLessThan(0);
    }

    @Test
    void onlyDoubleStoreyFacesHaveAnA() {
        assertThat(Typeface.bundled().stream().map(face -> face.outline('a') != null))
                .containsExactly(true, true, false, false, true, true);
    }

    /** Of two storeys, it is read as 8. */
    @Test
    void onlySingleStoreyFacesHaveAG() {
        assertThat(Typeface.bundled().stream().map(face -> face.outline('g') != null))
                .containsExactly(true, true, true, true, false, true);
    }

    @ParameterizedTest
    @MethodSource("faces")
    void thereIsNoOutlineOfAnythingElse(Typeface face) {
        assertThat(face.outline('ä')).isNull();
    }
}
