package io.komauth.captcha.speech;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import io.komauth.captcha.image.Alphabet;
import io.komauth.captcha.image.CaptchaPainter;

/**
 * Speaks a text, spelled as on the telephone. No person has been asked how well it is understood; a program that has the
 * clips recognises nearly every recording. It needs no sound system and no speech synthesiser of the machine it runs on. One
 * speaker may be used by any number of threads.
 */
public final class CaptchaSpeaker {

    private static final int WHOLE = 0;

    private final Map<SpeechLanguage, Clips> clips;

    /**
     * Reads the bundled clips; make one speaker and keep it.
     *
     * @throws java.io.UncheckedIOException if a bundled clip is missing or broken
     */
    public CaptchaSpeaker() {
        clips = Arrays.stream(SpeechLanguage.values()).collect(Collectors.toMap(Function.identity(), Clips::bundled));
    }

    /**
     * Speaks a text. All that makes the speech different from any other comes from the random generator: the same text,
     * language and a generator in the same state give the same speech.
     *
     * @param text   4 to 8 characters; those that read the same as one of the alphabet's are spoken as that one
     * @param random where pitch, tempo, pauses and noise come from; only used during the call
     * @return a WAV file: 16-bit PCM, one channel, 11,025 samples a second
     * @throws IllegalArgumentException if the text is shorter or longer, or has any other character
     */
    public byte[] speak(String text, SpeechLanguage language, RandomGenerator random) {
        return speak(text, language, random, WHOLE);
    }

    /**
     * Speaks one character of a text: that part of the speech of the whole.
     *
     * @param position of the character, from 1 on; 0 for the whole text
     * @throws IllegalArgumentException also if the text has no such character
     */
    public byte[] speak(String text, SpeechLanguage language, RandomGenerator random, int position) {
        String characters = Alphabet.normalize(text);
        if (characters.length() < CaptchaPainter.MIN_LENGTH || characters.length() > CaptchaPainter.MAX_LENGTH) {
            throw new IllegalArgumentException("A captcha has " + CaptchaPainter.MIN_LENGTH + " to " + CaptchaPainter.MAX_LENGTH
                    + " characters, not " + characters.length());
        }
        if (position < WHOLE || position > characters.length()) {
            throw new IllegalArgumentException("There is no character " + position + " of " + characters.length());
        }
        Track track = new Track();
        int[] places = new int[characters.length()];
        pause(track, 0.3, 0.7, random);
        for (int i = 0; i < places.length; i++) {
            places[i] = track.length();
            float[] clip = VoiceModulation.shiftPitch(clips.get(language).of(characters.charAt(i)), random.nextDouble(0.92, 1.08));
            track.mix(VoiceModulation.stretchTime(clip, random.nextDouble(0.9, 1.1)), track.length(),
                    random.nextDouble(0.75, 1.25));
            pause(track, 0.3, 0.7, random);
        }
        Noise.babble(track, clips.get(language), 0.14, random);
        Noise.hiss(track, 0.04, random);
        float[] whole = track.normalized();
        if (position == WHOLE) {
            return WavFile.encode(whole);
        }
        int end = position == places.length ? whole.length : places[position];
        return WavFile.encode(Arrays.copyOfRange(whole, places[position - 1], end));
    }

    /** @param least seconds */
    private static void pause(Track track, double least, double most, RandomGenerator random) {
        track.extendTo(track.length() + (int) (random.nextDouble(least, most) * WavFile.RATE));
    }
}
