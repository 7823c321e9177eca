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

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Bytes of an IPv6 address that a provider gives to one customer, who has all addresses below it (RFC 6177). */
    private static final int IPV6_PREFIX = 8;

    /**
     * A name as Keycloak and its database look users up, the most lenient of them: without regard to case, accents, widths of
     * characters (Unicode's NFKD) and surrounding blanks. Else one user's name could be typed in many ways.
     */
    static Subject name(String typed) {
        String plain = MARKS.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKD)).replaceAll("");
        return new Subject(Kind.NAME, plain.strip().toLowerCase(Locale.ROOT));
    }

    /** @param ip a literal address */
    static Subject address(String ip) {
        return new Subject(Kind.ADDRESS, ip.indexOf(':') < 0 ? ip : prefix(ip));
    }

    private static String prefix(String ip) {
        try {
            // a text with a colon is taken for a literal, and is never looked up as a host's name
            InetAddress address = InetAddress.getByName(ip);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_PREFIX))
                    : address.getHostAddress();
        } catch (UnknownHostException notAnAddress) {
            return ip;
        }
    }
}
