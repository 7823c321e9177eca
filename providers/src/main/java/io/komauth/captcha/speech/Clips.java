package io.komauth.captcha.speech;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

import io.komauth.captcha.image.Alphabet;

/** What each character of the alphabet sounds like in one language. */
final class Clips {

    private final Map<Character, float[]> clips;

    private Clips(Map<Character, float[]> clips) {
        this.clips = clips;
    }

    /** @throws UncheckedIOException if a clip is missing or broken */
    static Clips bundled(SpeechLanguage language) {
        return new Clips(Alphabet.CHARACTERS.chars().mapToObj(character -> (char) character)
                .collect(Collectors.toMap(character -> character, character -> read(language, character))));
    }

    /**
     * @return samples from -1 to 1, {@value WavFile#RATE} a second; not to be changed
     * @throws IllegalArgumentException if the character is none of the alphabet's
     */
    float[] of(char character) {
        float[] clip = clips.get(character);
        if (clip == null) {
            throw new IllegalArgumentException("no clip for this character");
        }
        return clip;
    }

    private static float[] read(SpeechLanguage language, char character) {
        String file = "clips/" + language.folder() + '/' + character + ".wav";
        try (InputStream clip = Clips.class.getResourceAsStream(file)) {
            if (clip == null) {
                throw new FileNotFoundException(file);
            }
            return WavFile.decode(new BufferedInputStream(clip));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
