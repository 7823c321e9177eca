package io.komauth.failures;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whom failed logins count for.
 *
 * @param kind  what tells a name from an address
 * @param value the same for all that count together
 */
record Subject(Kind kind, String value) {

    enum Kind { NAME, ADDRESS }

    /** Marks, blanks, and control and format characters, of which Keycloak drops some and databases and LDAP others. */
    private static final Pattern IGNORED = Pattern.compile("[\\p{M}\\p{Z}\\p{C}]+");

    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+(%.*)?");

    /** Bytes of an IPv6 address that a provider gives to one customer, who has all addresses below it (RFC 6177). */
    private static final int IPV6_PREFIX = 8;

    /**
     * A name as the most lenient of Keycloak's user stores compares names: without regard to case, accents, widths, blanks and
     * characters that are not seen. Else one user's name could be typed in any number of ways.
     */
    static Subject name(String typed) {
        String plain = IGNORED.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKD)).replaceAll("");
        // by upper case, which makes SS of a sharp s
        return new Subject(Kind.NAME, plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT));
    }

    /** @param ip a literal address */
    static Subject address(String ip) {
        return new Subject(Kind.ADDRESS, LITERAL.matcher(ip).matches() ? prefix(ip) : ip);
    }

    private static String prefix(String ip) {
        try {
            // never looked up as a host's name, being a literal
            InetAddress address = InetAddress.getByName(ip);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_PREFIX))
                    : address.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return ip;
        }
    }
}
