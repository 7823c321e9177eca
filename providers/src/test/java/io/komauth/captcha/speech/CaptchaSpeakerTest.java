package io.komauth.captcha.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

import io.komauth.captcha.image.Alphabet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptchaSpeakerTest {

    private static final CaptchaSpeaker SPEAKER = new CaptchaSpeaker();

    /** In the middle of each range: nothing is pitched or stretched, and the hiss is all but silent. */
    private static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

    @ParameterizedTest
    @EnumSource
    void everyCharacterHasAClip(SpeechLanguage language) {
        Clips clips = Clips.bundled(language);

        assertThat(Alphabet.CHARACTERS.chars().mapToObj(character -> (char) character)).allSatisfy(character ->
                assertThat(clips.of(character).length / (float) WavFile.RATE).as("seconds of " + character)
                        .isBetween(0.25f, 2f));
    }

    @ParameterizedTest
    @EnumSource
    void noTwoCharactersSoundTheSame(SpeechLanguage language) {
        Clips clips = Clips.bundled(language);

        assertThat(Alphabet.CHARACTERS.chars().mapToObj(character -> ByteBuffer.wrap(WavFile.encode(clips.of((char) character)))))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"ENGLISH,2345", "ENGLISH,5432", "ENGLISH,adeg", "ENGLISH,hjmp", "ENGLISH,rtuwx6", "CHINESE,2345",
            "CHINESE,6adeghjm", "CHINESE,xwutrp"})
    void theClipsComeInTheOrderOfTheText(SpeechLanguage language, String text) throws Exception {
        float[] speech = samples(SPEAKER.speak(text, language, MIDDLE));
        Clips clips = Clips.bundled(language);

        assertThat(text.chars().mapToObj(character -> place(clips.of((char) character), speech))).isSorted();
    }

    @ParameterizedTest
    @EnumSource
    void theFileIsAValidWav(SpeechLanguage language) throws Exception {
        byte[] file = SPEAKER.speak("wxm4j", language, new SplittableRandom(1));

        try (AudioInputStream sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
            assertThat(sound.getFormat().matches(new AudioFormat(11_025, 16, 1, true, false))).isTrue();
            assertThat(sound.readAllBytes()).hasSize((int) sound.getFrameLength() * 2).hasSize(file.length - 44);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theLoudestSampleIsBelowFullScale(long seed) throws Exception {
        float[] speech = samples(SPEAKER.speak("2adeg", SpeechLanguage.ENGLISH, new SplittableRandom(seed)));

        float peak = 0;
        for (float sample : speech) {
            peak = Math.max(peak, Math.abs(sample));
        }
        assertThat(peak).isBetween(0.85f, 0.95f);
    }

    @Test
    void theOutputDependsOnTheSecretAlone() {
        assertThat(speak("23456", "secret")).isEqualTo(speak("23456", "secret")).isNotEqualTo(speak("23456", "other"));
    }

    @Test
    void lookAlikesAndUpperCaseAreSpokenAsWhatTheyRead() {
        assertThat(speak("ABCDE", "secret")).isEqualTo(speak("a6ede", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "234", "234562345", "23 45", "23-45", "二三四五"})
    void anyOtherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> speak(text, "secret"));
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,CHINESE", "zh-TW,CHINESE", "zh-Hans,CHINESE", "zh,CHINESE", "en,ENGLISH", "de,ENGLISH", "'',ENGLISH"})
    void chineseLocalesGetChineseSpeech(String language, SpeechLanguage spoken) {
        assertThat(SpeechLanguage.of(Locale.forLanguageTag(language))).isEqualTo(spoken);
    }

    private static byte[] speak(String text, String secret) {
        return SPEAKER.speak(text, SpeechLanguage.ENGLISH, new AesCtrRandom(secret.getBytes(StandardCharsets.US_ASCII)));
    }

    private static float[] samples(byte[] file) throws IOException {
        return WavFile.decode(new ByteArrayInputStream(file));
    }

    /** Where the speech is most like the clip: a few hundred samples of it tell one place from all others. */
    private static int place(float[] clip, float[] speech) {
        int best = 0;
        double bestLikeness = Double.NEGATIVE_INFINITY;
        for (int place = 0; place + clip.length <= speech.length; place++) {
            double likeness = likeness(clip, speech, place);
            if (likeness > bestLikeness) {
                bestLikeness = likeness;
                best = place;
            }
        }
        return best;
    }

    private static double likeness(float[] clip, float[] speech, int place) {
        double product = 0;
        double energy = 1e-6;
        for (int i = 0; i < clip.length; i += 24) {
            product += clip[i] * speech[place + i];
            energy += speech[place + i] * speech[place + i];
        }
        return product / Math.sqrt(energy);
    }
}
