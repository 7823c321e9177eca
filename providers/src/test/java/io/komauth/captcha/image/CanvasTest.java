package io.komauth.captcha.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class CanvasTest {

    private static final double THIRD = 1 / 3.0;

    /** Four pixels of a row are a byte. */
    private final Canvas canvas = new Canvas(4, 3);

    @Test
    void aPixelIsAsDarkAsItIsCovered() {
        canvas.fill(box(THIRD, THIRD, 2, 2), FillRule.INK);

        assertThat(canvas.levels()).containsExactly(0b01_10_00_00, 0b10_11_00_00, 0);
    }

    @Test
    void overlappingShapesStayInk() {
        canvas.fill(box(0, 0, 2, 1), FillRule.INK);
        canvas.fill(box(1, 0, 3, 1), FillRule.INK);

        assertThat(canvas.levels()).startsWith(0b11_11_11_00);
    }

    @Test
    void aPolygonInsideAnotherIsAHole() {
        Outline.Builder builder = new Outline.Builder(1);
        box(builder, 0, 0, 3, 1);
        box(builder, 1, 0, 2, 1);
        canvas.fill(builder.build(), FillRule.INK);

        assertThat(canvas.levels()).startsWith(0b11_00_11_00);
    }

    @Test
    void theInverseRuleSwapsPaperAndInk() {
        canvas.fill(box(0, 0, 2, 1), FillRule.INK);
        canvas.fill(box(1, 0, 3, 1), FillRule.INVERSE);

        assertThat(canvas.levels()).startsWith(0b11_00_11_00);
    }

    @Test
    void shapesAreClipped() {
        canvas.fill(box(-3, -3, 9, 1), FillRule.INK);

        assertThat(canvas.levels()).containsExactly(0b11_11_11_11, 0, 0);
    }

    @Test
    void theLastPixelsOfARowAreFollowedByNothing() {
        Canvas odd = new Canvas(65, 1);
        odd.fill(box(-1, -1, 99, 99), FillRule.INVERSE);

        assertThat(odd.levels()).hasSize(17).startsWith(-1, -1).endsWith(-1, 0b11_00_00_00);
    }

    /** A side that is nearly upright may pass the same sample of all rows at once; on average it does not. */
    @Test
    void asMuchInkIsUsedAsTheShapeIsLarge() {
        SplittableRandom random = new SplittableRandom(8);
        double allTooMuch = 0;
        for (int i = 0; i < 1_000; i++) {
            Canvas large = new Canvas(130, 48);
            double[] x = random.doubles(3, 1, 129).toArray();
            double[] y = random.doubles(3, 1, 47).toArray();
            Outline.Builder triangle = new Outline.Builder(9);
            triangle.moveTo(x[0], y[0]);
            triangle.lineTo(x[1], y[1]);
            triangle.lineTo(x[2], y[2]);
            large.fill(triangle.build(), FillRule.INK);

            double area = Math.abs((x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0])) / 2;
            double tooMuch = ink(large) - area;
            assertThat(tooMuch).isBetween(-16.0, 16.0);
            allTooMuch += tooMuch;
        }
        assertThat(allTooMuch / 1_000).isBetween(-0.2, 0.2);
    }

    private static double ink(Canvas canvas) {
        int thirds = 0;
        for (byte four : canvas.levels()) {
            thirds += (four >> 6 & 3) + (four >> 4 & 3) + (four >> 2 & 3) + (four & 3);
        }
        return thirds / 3.0;
    }

    private static Outline box(double left, double top, double right, double bottom) {
        Outline.Builder builder = new Outline.Builder(1);
        box(builder, left, top, right, bottom);
        return builder.build();
    }

    private static void box(Outline.Builder builder, double left, double top, double right, double bottom) {
        builder.moveTo(left, top);
        builder.lineTo(right, top);
        builder.lineTo(right, bottom);
        builder.lineTo(left, bottom);
    }
}
