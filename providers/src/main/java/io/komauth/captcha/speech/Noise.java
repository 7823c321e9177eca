package io.komauth.captcha.speech;

import java.util.random.RandomGenerator;

import io.komauth.captcha.image.Alphabet;

/** What is behind the speech, like a room with other voices. It does not stop a program that has the clips. */
final class Noise {

    /** Seconds of silence between two sounds of the babble, at most. */
    private static final double LONGEST_PAUSE = 0.25;

    /** How much of a sample goes on in the next one. */
    private static final double BRIGHTEST = 0.5;
    private static final double DARKEST = 0.9;

    /** Samples in which the colour comes near the wanted one. */
    private static final int GLIDE = WavFile.RATE / 4;

    private Noise() {
    }

    /** Lays other characters over the whole track, backwards and from far away: they have the same sounds as the right ones. */
    static void babble(Track track, Clips clips, double gain, RandomGenerator random) {
        int length = track.length();
        int place = 0;
        while (true) {
            char character = Alphabet.CHARACTERS.charAt(random.nextInt(Alphabet.CHARACTERS.length()));
            float[] sound = reversed(VoiceModulation.shiftPitch(clips.of(character), random.nextDouble(0.75, 1.35)));
            if (place + sound.length > length) {
                return;
            }
            track.mix(sound, place, gain * random.nextDouble(0.6, 1));
            place += (int) (sound.length * random.nextDouble(0.5, 1) + random.nextDouble(LONGEST_PAUSE) * WavFile.RATE);
        }
    }

    /** Lays a hiss over the whole track, whose colour glides: dark enough to leave the ear the hiss of an s. */
    static void hiss(Track track, double gain, RandomGenerator random) {
        float[] hiss = new float[track.length()];
        double colour = DARKEST;
        double wanted = colour;
        double last = 0;
        long bits = 0;
        for (int i = 0; i < hiss.length; i++) {
            if (i % GLIDE == 0) {
                wanted = random.nextDouble(BRIGHTEST, DARKEST);
            }
            colour += (wanted - colour) / GLIDE;
            bits = i % 4 == 0 ? random.nextLong() : bits >> Short.SIZE;
            last = colour * last + (1 - colour) * (short) bits / Short.MAX_VALUE;
            hiss[i] = (float) last;
        }
        track.mix(hiss, 0, gain);
    }

    private static float[] reversed(float[] samples) {
        float[] reversed = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            reversed[i] = samples[samples.length - 1 - i];
        }
        return reversed;
    }
}
