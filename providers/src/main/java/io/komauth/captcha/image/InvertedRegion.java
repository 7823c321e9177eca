package io.komauth.captcha.image;

import static io.komauth.captcha.image.RandomRange.between;

import java.util.random.RandomGenerator;

/**
 * The part of the picture whose colours are inverted, from a wavy line to the right edge. The line begins between two letters and
 * cuts few of them: those that are cut are what people misread most.
 *
 * @param middle where the line crosses half the height
 * @param slant  how far it goes to the right for each pixel downwards
 * @param swing  how far it swings to either side
 * @param length of a full swing, downwards
 * @param start  turns at the top
 */
record InvertedRegion(double middle, double slant, double swing, float length, float start) {

    private static final int STEP = 2;

    /** Of so many lines, the one that cuts least is taken. */
    private static final int LINES = 2;

    /** @param letters of the word, from left to right */
    static InvertedRegion of(Outline[] letters, RandomGenerator random) {
        InvertedRegion best = any(letters, random);
        double least = best.cut(letters);
        for (int i = 1; i < LINES; i++) {
            InvertedRegion other = any(letters, random);
            double cut = other.cut(letters);
            if (cut < least) {
                best = other;
                least = cut;
            }
        }
        return best;
    }

    private static InvertedRegion any(Outline[] letters, RandomGenerator random) {
        double middle = nearestGap(letters, CaptchaPainter.WIDTH / 2.0 + between(-30, 30, random)) + between(-2, 2, random);
        return new InvertedRegion(middle, between(-1, 1, random), between(3, 7, random), (float) between(25, 60, random),
                random.nextFloat());
    }

    private static double nearestGap(Outline[] letters, double x) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int i = 1; i < letters.length; i++) {
            double gap = (letters[i - 1].right() + letters[i].left()) / 2;
            if (Math.abs(gap - x) < Math.abs(nearest - x)) {
                nearest = gap;
            }
        }
        return nearest;
    }

    /** @return of each letter the share that is on the side where it has less, added up */
    private double cut(Outline[] letters) {
        double cut = 0;
        for (Outline letter : letters) {
            int inside = 0;
            for (int i = 0; i < letter.x.length; i++) {
                inside += letter.x[i] < at(letter.y[i]) ? 0 : 1;
            }
            cut += (double) Math.min(inside, letter.x.length - inside) / letter.x.length;
        }
        return cut;
    }

    private double at(float y) {
        return middle + slant * (y - CaptchaPainter.HEIGHT / 2.0) + swing * SineTable.of(y / length + start);
    }

    Outline outline() {
        Outline.Builder builder = new Outline.Builder(CaptchaPainter.WIDTH);
        builder.moveTo(CaptchaPainter.WIDTH, 0);
        for (int y = 0; y <= CaptchaPainter.HEIGHT; y += STEP) {
            builder.lineTo(at(y), y);
        }
        builder.lineTo(CaptchaPainter.WIDTH, CaptchaPainter.HEIGHT);
        return builder.build();
    }
}
