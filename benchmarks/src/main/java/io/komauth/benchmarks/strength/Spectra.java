package io.komauth.benchmarks.strength;

/**
 * How loud a sound is in each band of pitch, fifty times a second.
 *
 * @param bands of each moment, one after the other
 */
record Spectra(int moments, float[] bands) {

    /** Samples a second of all sounds. */
    static final float RATE = 11_025;

    private static final int HOP = 220;
    private static final int WINDOW = 256;
    private static final int BANDS = 40;
    private static final double LOWEST = 120;
    private static final double HIGHEST = 5000;

    /** What is softer is not heard. */
    private static final double FLOOR = 1e-2;

    private static final float[][] COSINES = new float[BANDS][WINDOW];
    private static final float[][] SINES = new float[BANDS][WINDOW];

    static {
        for (int band = 0; band < BANDS; band++) {
            double frequency = fromMel(mel(LOWEST) + band / (BANDS - 1.0) * (mel(HIGHEST) - mel(LOWEST)));
            for (int i = 0; i < WINDOW; i++) {
                double window = (0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / WINDOW)) * 4 / WINDOW;
                double angle = 2 * Math.PI * frequency * i / RATE;
                COSINES[band][i] = (float) (window * Math.cos(angle));
                SINES[band][i] = (float) (window * Math.sin(angle));
            }
        }
    }

    static Spectra of(float[] samples) {
        int moments = Math.max(1, (samples.length - WINDOW) / HOP);
        float[] bands = new float[moments * BANDS];
        for (int i = 0; i < bands.length; i++) {
            bands[i] = loudness(samples, i / BANDS * HOP, i % BANDS);
        }
        return new Spectra(moments, bands);
    }

    /** @param factor above 1 for slower, at the same pitch */
    Spectra slower(double factor) {
        int longer = (int) (moments * factor);
        float[] slower = new float[longer * BANDS];
        for (int moment = 0; moment < longer; moment++) {
            int source = Math.min(moments - 1, (int) Math.round(moment / factor));
            System.arraycopy(bands, source * BANDS, slower, moment * BANDS, BANDS);
        }
        return new Spectra(longer, slower);
    }

    /** @return the normalised cross-correlation with as much of a recording from a moment on, from -1 to 1 */
    double likeness(Spectra recording, int place) {
        double sum = 0;
        double otherSum = 0;
        double squares = 0;
        double otherSquares = 0;
        double products = 0;
        for (int i = 0; i < bands.length; i++) {
            float one = bands[i];
            float other = recording.bands[place * BANDS + i];
            sum += one;
            otherSum += other;
            squares += one * one;
            otherSquares += other * other;
            products += one * other;
        }
        double variance = squares - sum * sum / bands.length;
        double otherVariance = otherSquares - otherSum * otherSum / bands.length;
        return (products - sum * otherSum / bands.length) / Math.sqrt(Math.max(1e-9, variance * otherVariance));
    }

    private static float loudness(float[] samples, int from, int band) {
        double cosines = 0;
        double sines = 0;
        for (int i = 0; i < WINDOW && from + i < samples.length; i++) {
            cosines += samples[from + i] * COSINES[band][i];
            sines += samples[from + i] * SINES[band][i];
        }
        return (float) Math.log1p(Math.hypot(cosines, sines) / FLOOR);
    }

    /** The scale on which the ear hears equal steps (O'Shaughnessy, 1987). */
    private static double mel(double frequency) {
        return 1127 * Math.log1p(frequency / 700);
    }

    private static double fromMel(double mel) {
        return 700 * Math.expm1(mel / 1127);
    }
}
