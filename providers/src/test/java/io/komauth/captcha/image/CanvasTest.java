package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanvasTest {

    private final Canvas canvas = new Canvas(4, 3);

    @Test
    void aPixelIsAsDarkAsItIsCovered() {
        canvas.fill(box(0.5, 0.5, 2, 2), Blend.INK);

        assertThat(canvas.levels(4)).containsExactly(
                1, 2, 0, 0,
                2, 4, 0, 0,
                0, 0, 0, 0);
    }

    @Test
    void whereShapesOverlapThereIsNoMoreThanInk() {
        canvas.fill(Outline.join(box(0, 0, 2, 1), box(1, 0, 3, 1)), Blend.INK);

        assertThat(canvas.levels(4)).startsWith(4, 4, 4, 0);
    }

    @Test
    void paperTakesInkAway() {
        canvas.fill(box(0, 0, 3, 1), Blend.INK);
        canvas.fill(box(1, 0, 2, 1), Blend.PAPER);

        assertThat(canvas.levels(4)).startsWith(4, 0, 4, 0);
    }

    @Test
    void theInverseIsPaperOnInkAndInkOnPaper() {
        canvas.fill(box(0, 0, 2, 1), Blend.INK);
        canvas.fill(box(1, 0, 3, 1), Blend.INVERSE);

        assertThat(canvas.levels(4)).startsWith(4, 0, 4, 0);
    }

    @Test
    void whatLiesOutsideIsCutOff() {
        canvas.fill(box(-3, -3, 9, 1), Blend.INK);

        assertThat(canvas.levels(4)).containsExactly(
                4, 4, 4, 4,
                0, 0, 0, 0,
                0, 0, 0, 0);
    }

    private static Outline box(double left, double top, double right, double bottom) {
        Outline.Builder builder = new Outline.Builder(1);
        builder.moveTo(left, top);
        builder.lineTo(right, top);
        builder.lineTo(right, bottom);
        builder.lineTo(left, bottom);
        return builder.build();
    }
}
