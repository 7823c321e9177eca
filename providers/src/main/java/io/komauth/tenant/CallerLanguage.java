package io.komauth.tenant;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.ws.rs.core.HttpHeaders;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The language that a caller reads: one of ours that its header {@code Accept-Language} (RFC 9110,
 * 12.5.4) asks for, also in a realm that has no languages; else the realm's.
 */
public final class CallerLanguage {

    private static final List<Locale> OURS = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private CallerLanguage() {
    }

    public static Locale of(KeycloakSession session, RealmModel realm) {
        String header = session.getContext().getRequestHeaders().getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        List<Locale> available = Stream.concat(OURS.stream(), languages(realm)).toList();
        return ranges(header).flatMap(range -> best(range, available).stream()).findFirst()
                .orElseGet(() -> ofRealm(realm));
    }

    private static Locale ofRealm(RealmModel realm) {
        String language = realm.isInternationalizationEnabled() ? realm.getDefaultLocale() : null;
        return language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
    }

    private static Stream<Locale> languages(RealmModel realm) {
        return realm.isInternationalizationEnabled()
                ? realm.getSupportedLocalesStream().map(Locale::forLanguageTag)
                : Stream.empty();
    }

    /** The ranges that the header has, the most wanted first; none if it is malformed, which shows by either exception. */
    private static Stream<Locale> ranges(String header) {
        try {
            return header == null ? Stream.empty() : Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> Locale.forLanguageTag(range.getRange()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return Stream.empty();
        }
    }

    /** The locale itself, else one of the same language: who reads the Chinese of Taiwan, reads that of the mainland. */
    private static Optional<Locale> best(Locale wanted, List<Locale> available) {
        return available.stream().filter(wanted::equals).findFirst()
                .or(() -> available.stream().filter(locale -> locale.getLanguage().equals(wanted.getLanguage())).findFirst());
    }
}
