package io.komauth.bruteforce;

import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name or address that failed logins are counted for.
 *
 * @param kind  whether it is a name or an address
 * @param value the same for all that count together
 */
record FailureKey(Kind kind, String value) {

    enum Kind { NAME, ADDRESS }

    /** Marks, blanks, and control and format characters, of which Keycloak drops some and databases and LDAP others. */
    private static final Pattern IGNORED = Pattern.compile("[\\p{M}\\p{Z}\\p{C}]+");

    /** Bytes of an IPv6 address that a provider gives to one customer, who has all addresses below it (RFC 6177). */
    private static final int IPV6_PREFIX = 8;

    /**
     * A name as the most lenient of Keycloak's user stores compares names: without regard to case, accents, widths, blanks and
     * characters that are not seen. Else one user's name could be typed in any number of ways.
     */
    static FailureKey name(String typed) {
        // without marks first: the time that normalizing takes grows with the square of a row of them
        String plain = withoutIgnored(Normalizer.normalize(withoutIgnored(typed), Normalizer.Form.NFKD));
        // by upper case, which makes SS of a sharp s
        return new FailureKey(Kind.NAME, plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    private static String withoutIgnored(String text) {
        return IGNORED.matcher(text).replaceAll("");
    }

    /** @param ip an address, or whatever a proxy says in its place */
    static FailureKey address(String ip) {
        return new FailureKey(Kind.ADDRESS, IpLiteral.parse(ip).map(FailureKey::network).orElse(ip));
    }

    private static String network(byte[] address) {
        return HexFormat.of().formatHex(address, 0, Math.min(address.length, IPV6_PREFIX));
    }
}
