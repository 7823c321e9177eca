package io.komauth.captcha.speech;

import java.util.Arrays;

/** A recording that grows as sounds are laid on it. */
final class Track {

    private static final float MAX_LEVEL = 0.9f;

    private float[] samples = new float[0];

    /** @return samples so far */
    int length() {
        return samples.length;
    }

    /** Makes the recording longer by silence. */
    void extendTo(int length) {
        samples = Arrays.copyOf(samples, Math.max(length, samples.length));
    }

    /**
     * Mixes a sound in; what lies beyond the end makes the recording longer.
     *
     * @param place in samples
     */
    void mix(float[] sound, int place, double gain) {
        extendTo(place + sound.length);
        for (int i = 0; i < sound.length; i++) {
            samples[place + i] += (float) (gain * sound[i]);
        }
    }

    /** @return the recording, as loud as it can be without being cut */
    float[] normalized() {
        float peak = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        float[] normalized = samples.clone();
        for (int i = 0; peak > 0 && i < normalized.length; i++) {
            normalized[i] *= MAX_LEVEL / peak;
        }
        return normalized;
    }
}
