package io.komauth.bruteforce;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An IP address, or a network of them in CIDR notation (RFC 4632, 3.1; RFC 4291, 2.3). */
final class AddressRange {

    private static final Pattern TEXT = Pattern.compile("(?<address>[0-9a-fA-F:.]+)(?:/(?<bits>0|[1-9][0-9]{0,2}))?");

    /** To some programs, such a number is octal. */
    private static final Pattern LEADING_ZERO = Pattern.compile("(^|[.:])0[0-9]+\\.|\\.0[0-9]+");

    /** Of the prefix that maps an IPv4 address into IPv6 (RFC 4291, 2.5.5.2). */
    private static final int MAPPED_BITS = 96;

    private final byte[] network;
    private final int bits;

    private AddressRange(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** @return empty if the text is neither; a host name is neither */
    static Optional<AddressRange> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || LEADING_ZERO.matcher(text).find()) {
            return Optional.empty();
        }
        String address = matcher.group("address");
        return IpLiteral.parse(address).flatMap(network -> {
            int all = network.length * Byte.SIZE;
            boolean isMapped = address.contains(":") && all < MAPPED_BITS;
            int bits = matcher.group("bits") == null ? all
                    : Integer.parseInt(matcher.group("bits")) - (isMapped ? MAPPED_BITS : 0);
            return bits >= 0 && bits <= all ? Optional.of(new AddressRange(network, bits)) : Optional.empty();
        });
    }

    /** @param address 4 or 16 bytes */
    boolean contains(byte[] address) {
        int whole = bits / Byte.SIZE;
        int rest = bits % Byte.SIZE;
        return address.length == network.length
                && Arrays.equals(address, 0, whole, network, 0, whole)
                && (rest == 0 || (address[whole] ^ network[whole]) >> (Byte.SIZE - rest) == 0);
    }
}
