package io.komauth.captcha.speech;

/** Changes pitch and tempo of recorded speech. */
final class VoiceModulation {

    /** Samples: about 30 ms, which is two to four periods of a voice. */
    private static final int FRAME = WavFile.RATE * 3 / 100;

    private static final int HOP = FRAME / 2;

    /** How far a frame may be moved to where it continues the last one: half a period of a low voice. */
    private static final int REACH = WavFile.RATE / 200;

    private VoiceModulation() {
    }

    /**
     * Raises or lowers the pitch, and the tempo with it.
     *
     * @param factor above 1 for higher and faster
     */
    static float[] shiftPitch(float[] samples, double factor) {
        float[] pitched = new float[(int) (samples.length / factor)];
        for (int i = 0; i < pitched.length; i++) {
            double place = i * factor;
            int before = (int) place;
            float after = samples[Math.min(before + 1, samples.length - 1)];
            pitched[i] = samples[before] + (float) (place - before) * (after - samples[before]);
        }
        return pitched;
    }

    /**
     * Makes speech slower or faster at the same pitch, by frames that overlap and are each taken where they continue the last
     * one best (WSOLA: Verhelst and Roelands, 1993).
     *
     * @param factor above 1 for slower
     */
    static float[] stretchTime(float[] samples, double factor) {
        int frames = (int) ((samples.length - FRAME - REACH) * factor / HOP);
        if (frames < 1) {
            return samples;
        }
        float[] stretched = new float[frames * HOP + FRAME];
        int source = 0;
        for (int frame = 0; frame < frames; frame++) {
            int wanted = (int) (frame * HOP / factor);
            source = frame == 0 ? 0 : continuation(samples, source + HOP, wanted);
            for (int i = 0; i < FRAME; i++) {
                double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / FRAME);
                stretched[frame * HOP + i] += (float) (window * samples[source + i]);
            }
        }
        return stretched;
    }

    /** The place near the wanted one whose samples are most like those that would have followed. */
    private static int continuation(float[] samples, int following, int wanted) {
        int best = wanted;
        double bestSimilarity = Double.NEGATIVE_INFINITY;
        int last = Math.min(wanted + REACH, samples.length - FRAME);
        for (int place = Math.max(0, wanted - REACH); place <= last; place += 2) {
            double product = 0;
            double energy = 1e-6;
            for (int i = 0; i < HOP && following + i < samples.length; i += 2) {
                product += samples[following + i] * samples[place + i];
                energy += samples[place + i] * samples[place + i];
            }
            double similarity = product / Math.sqrt(energy);
            if (similarity > bestSimilarity) {
                bestSimilarity = similarity;
                best = place;
            }
        }
        return best;
    }
}
