package io.komauth.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which values a setting can have, and how they are written.
 *
 * @param parser  empty for a text that is not allowed
 * @param nearest the allowed value that is nearest to a text that is not; empty if there is none
 * @param allowed what is allowed, as a message says it after "must be"
 * @param range   what is allowed, as the parameter of a message
 */
record SettingCodec<T>(Function<String, Optional<T>> parser, Function<String, Optional<T>> nearest, String allowed, Object range) {

    /** More digits than those of any {@code int} are out of range, whatever they are. */
    private static final Pattern NUMBER = Pattern.compile("(?<sign>[+-]?)(?=\\d)0*+(?<digits>\\d{0,18}+)\\d*+");

    static SettingCodec<Integer> integer(int min, int max) {
        return new SettingCodec<>(value -> number(value).filter(number -> number >= min && number <= max).map(Long::intValue),
                value -> number(value).map(number -> (int) Math.max(min, Math.min(max, number))),
                "a number from " + min + " to " + max, min + "–" + max);
    }

    static SettingCodec<Boolean> bool() {
        return new SettingCodec<>(value -> Stream.of(true, false)
                .filter(used -> used.toString().equalsIgnoreCase(value.strip())).findFirst(), none -> Optional.empty(),
                "true or false", "");
    }

    static SettingCodec<String> text(Predicate<String> validator, Object range) {
        return new SettingCodec<>(value -> Optional.of(value).filter(validator).map(String::strip), none -> Optional.empty(),
                "valid", range);
    }

    private static Optional<Long> number(String value) {
        Matcher number = NUMBER.matcher(value.strip());
        return number.matches() ? Optional.of(Long.valueOf(number.group("sign") + '0' + number.group("digits")))
                : Optional.empty();
    }
}
