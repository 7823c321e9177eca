package io.komauth.benchmarks.strength;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

import io.komauth.captcha.image.Alphabet;
import io.komauth.captcha.speech.CaptchaSpeaker;
import io.komauth.captcha.speech.SpeechLanguage;

/**
 * A matched filter: each clip of the JAR, at the pitches and tempos that occur, is laid on the recording at each
 * place. What correlates best was said there; what correlates best elsewhere was said, too, until there are five
 * characters.
 */
final class MatchedFilter {

    private static final Map<SpeechLanguage, String> FOLDERS =
            Map.of(SpeechLanguage.ENGLISH, "en", SpeechLanguage.CHINESE, "zh");
    private static final double[] PITCHES = {0.94, 1, 1.06};
    private static final double[] TEMPOS = {0.92, 1, 1.08};

    private final List<Template> templates = new ArrayList<>();

    private record Template(char character, Spectra spectra) {
    }

    private record Match(Template template, int place, double likeness) {

        /** Whether the two share more than a quarter of this one. */
        boolean overlaps(Match other) {
            int shared = Math.min(end(), other.end()) - Math.max(place, other.place);
            return shared > template.spectra().moments() / 4;
        }

        private int end() {
            return place + template.spectra().moments();
        }
    }

    MatchedFilter(SpeechLanguage language) throws IOException, UnsupportedAudioFileException {
        for (char character : Alphabet.CHARACTERS.toCharArray()) {
            String clip = "clips/" + FOLDERS.get(language) + "/" + character + ".wav";
            try (InputStream file = CaptchaSpeaker.class.getResourceAsStream(clip)) {
                float[] samples = samples(file);
                for (double pitch : PITCHES) {
                    Spectra spectra = Spectra.of(higher(samples, pitch));
                    for (double tempo : TEMPOS) {
                        templates.add(new Template(character, spectra.slower(tempo)));
                    }
                }
            }
        }
    }

    /** @return the characters that it hears in a WAV file, in their order */
    String hear(byte[] file) throws IOException, UnsupportedAudioFileException {
        List<Match> matches = matches(Spectra.of(samples(new ByteArrayInputStream(file))));
        List<Match> heard = new ArrayList<>();
        while (heard.size() < CaptchaMaker.LENGTH && !matches.isEmpty()) {
            Match best = matches.stream().max(Comparator.comparingDouble(Match::likeness)).orElseThrow();
            heard.add(best);
            matches.removeIf(match -> match.overlaps(best));
        }
        return heard.stream().sorted(Comparator.comparingInt(Match::place)).map(match -> match.template().character())
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append).toString();
    }

    private List<Match> matches(Spectra recording) {
        List<Match> matches = new ArrayList<>();
        for (Template template : templates) {
            for (int place = 0; place + template.spectra().moments() <= recording.moments(); place++) {
                matches.add(new Match(template, place, template.spectra().likeness(recording, place)));
            }
        }
        return matches;
    }

    /** @param factor above 1 for higher and faster */
    private static float[] higher(float[] samples, double factor) {
        float[] higher = new float[(int) ((samples.length - 1) / factor)];
        for (int i = 0; i < higher.length; i++) {
            double place = i * factor;
            int before = (int) place;
            higher[i] = samples[before] + (float) (place - before) * (samples[before + 1] - samples[before]);
        }
        return higher;
    }

    private static float[] samples(InputStream file) throws IOException, UnsupportedAudioFileException {
        AudioFormat plain = new AudioFormat(Spectra.RATE, Short.SIZE, 1, true, false);
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(plain,
                AudioSystem.getAudioInputStream(new BufferedInputStream(file)))) {
            byte[] bytes = sound.readAllBytes();
            float[] samples = new float[bytes.length / Short.BYTES];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (bytes[2 * i] & 0xff | bytes[2 * i + 1] << 8) / 32768f;
            }
            return samples;
        }
    }
}
