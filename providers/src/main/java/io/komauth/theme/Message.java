package io.komauth.theme;

import java.util.Locale;

/**
 * A text for people.
 *
 * @param text     as it is shown, not yet escaped
 * @param language the language that it is in
 */
public record Message(String text, Locale language) {
}
