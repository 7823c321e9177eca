package io.komauth.benchmarks.strength;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Table;
import io.komauth.captcha.speech.CaptchaSpeaker;
import io.komauth.captcha.speech.SpeechLanguage;

/** How many spoken captchas a matched filter hears right. */
final class MatchedFilterTable {

    private static final long SEED = 20_260_101;

    private MatchedFilterTable() {
    }

    static Table of(int captchas) throws Exception {
        Table table = new Table("heard by a matched filter", "captchas, of " + captchas,
                "characters, of " + captchas * CaptchaMaker.LENGTH, "goal");
        CaptchaSpeaker speaker = new CaptchaSpeaker();
        for (SpeechLanguage language : SpeechLanguage.values()) {
            RandomGenerator random = new SplittableRandom(SEED);
            MatchedFilter ear = new MatchedFilter(language);
            int whole = 0;
            long characters = 0;
            for (int i = 0; i < captchas; i++) {
                String text = CaptchaMaker.text(random);
                String heard = ear.hear(speaker.speak(text, language, random));
                whole += heard.equals(text) ? 1 : 0;
                characters += IntStream.range(0, Math.min(heard.length(), text.length()))
                        .filter(place -> heard.charAt(place) == text.charAt(place)).count();
            }
            String name = language.name();
            table.row(name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT), whole, characters, "none");
        }
        return table;
    }
}
