package io.komauth.http;

import java.util.Comparator;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The language of a response: one of ours that the header {@code Accept-Language} (RFC 9110,
 * 12.5.4) asks for, also in a realm that has no languages; else the realm's.
 */
public final class AcceptLanguage {

    private static final List<Locale> SUPPORTED = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    /** Browsers send a few ranges in some dozens of characters. What comes after these limits is not read. */
    private static final int MAX_RANGES = 20;
    private static final int MAX_LENGTH = 500;

    /** A tag that is longer is none that anybody registers: RFC 5646, 4.4.1, asks for 35 characters. */
    private static final int MAX_TAG_LENGTH = 35;

    /** RFC 9110, 12.4.2; what is above 1 is left out later. */
    private static final Pattern WEIGHT = Pattern.compile("[01]\\.?[0-9]{0,3}");

    private AcceptLanguage() {
    }

    public static Locale of(KeycloakSession session, RealmModel realm) {
        List<String> headers = session.getContext().getRequestHeaders().getRequestHeader(HttpHeaders.ACCEPT_LANGUAGE);
        List<Locale> available = Stream.concat(SUPPORTED.stream(), languages(realm)).toList();
        return preferred(headers).stream().flatMap(range -> best(range, available).stream()).findFirst()
                .orElseGet(() -> ofRealm(realm));
    }

    /**
     * @param tag as a client wrote it, of any length
     * @return its language; empty if it is no well-formed tag (BCP 47) of at most {@value #MAX_TAG_LENGTH} characters
     */
    public static Optional<Locale> parse(String tag) {
        if (tag.length() > MAX_TAG_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build())
                    .filter(locale -> !locale.getLanguage().isEmpty());
        } catch (IllformedLocaleException malformed) {
            return Optional.empty();
        }
    }

    private static Locale ofRealm(RealmModel realm) {
        String language = realm.isInternationalizationEnabled() ? realm.getDefaultLocale() : null;
        return Optional.ofNullable(language).flatMap(AcceptLanguage::parse).orElse(Locale.ENGLISH);
    }

    private static Stream<Locale> languages(RealmModel realm) {
        return realm.isInternationalizationEnabled()
                ? realm.getSupportedLocalesStream().flatMap(tag -> parse(tag).stream())
                : Stream.empty();
    }

    /**
     * The languages that the headers ask for, the most wanted first. Whatever is malformed is left out. Not by
     * {@link Locale.LanguageRange#parse}, whose time grows with the square of the ranges.
     *
     * @param headers may be {@code null}
     */
    static List<Locale> preferred(List<String> headers) {
        return headers == null ? List.of() : headers.stream().limit(MAX_RANGES)
                .flatMap(AcceptLanguage::ranges).limit(MAX_RANGES)
                .flatMap(range -> Range.parse(range).stream())
                .sorted(Comparator.comparingDouble(Range::weight).reversed())
                .map(Range::language).toList();
    }

    private static Stream<String> ranges(String header) {
        boolean cut = header.length() > MAX_LENGTH;
        String[] ranges = (cut ? header.substring(0, MAX_LENGTH) : header).split(",");
        // what is cut in two could be another language than it was
        return Stream.of(ranges).limit(cut ? ranges.length - 1L : ranges.length);
    }

    /** The locale itself, else one of the same language: readers of Taiwan's Chinese can read that of the mainland. */
    private static Optional<Locale> best(Locale preferred, List<Locale> available) {
        return available.stream().filter(preferred::equals).findFirst()
                .or(() -> available.stream().filter(locale -> locale.getLanguage().equals(preferred.getLanguage())).findFirst());
    }

    private record Range(Locale language, double weight) {

        /** @param text such as {@code zh-Hant-TW;q=0.8} */
        static Optional<Range> parse(String text) {
            String[] parts = text.split(";");
            if (parts.length == 0 || parts.length > 2) {
                return Optional.empty();
            }
            double weight = parts.length == 1 ? 1 : read(parts[1].strip());
            return weight > 0 && weight <= 1
                    ? AcceptLanguage.parse(parts[0].strip()).map(language -> new Range(language, weight))
                    : Optional.empty();
        }

        /** 0, which means not wanted, where it is malformed. */
        private static double read(String parameter) {
            String value = parameter.regionMatches(true, 0, "q=", 0, 2) ? parameter.substring(2) : "";
            return WEIGHT.matcher(value).matches() ? Double.parseDouble(value) : 0;
        }
    }
}
