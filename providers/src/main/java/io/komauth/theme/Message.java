package io.komauth.theme;

import java.util.Locale;
import java.util.Set;

/**
 * A text for people.
 *
 * @param text     as it is shown, not yet escaped
 * @param language the language that it is in
 */
public record Message(String text, Locale language) {

    /** Norwegian Bokmål, by the tag of its own and by Keycloak's. */
    private static final Set<String> BOKMAL = Set.of("nb", "no");

    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi");

    /** @return the direction of the text, as HTML's attribute {@code dir} has it */
    public String direction() {
        return RIGHT_TO_LEFT.contains(language.getLanguage()) ? "rtl" : "ltr";
    }

    /** @return whether a page in another language, or in another script of it, has to declare the language of this text */
    public boolean isForeignTo(Locale page) {
        return !isSameLanguage(page) || MessageBundle.isTraditionalChinese(language) != MessageBundle.isTraditionalChinese(page);
    }

    private boolean isSameLanguage(Locale page) {
        return language.getLanguage().equals(page.getLanguage())
                || BOKMAL.contains(language.getLanguage()) && BOKMAL.contains(page.getLanguage());
    }
}
