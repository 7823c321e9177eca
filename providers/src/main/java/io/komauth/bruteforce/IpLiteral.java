package io.komauth.bruteforce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * IP addresses as text. They come from requests: what is no address must not be looked up as the name of a host, which Java's
 * own classes do with some texts that look like one ({@code face.de}, {@code cafe}).
 */
final class IpLiteral {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff};

    private IpLiteral() {
    }

    /**
     * Reads an address as RFC 4291 (IPv6, with a zone as in RFC 4007, in brackets or not) or as four decimal numbers.
     *
     * @return 4 or 16 bytes; of an IPv4 address that is mapped into IPv6, 4; empty if the text is no address
     */
    static Optional<byte[]> parse(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        return bare.contains(":") ? ipv6(withoutZone(bare)).map(IpLiteral::unmapped) : ipv4(bare);
    }

    private static String withoutZone(String text) {
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private static Optional<byte[]> ipv4(String text) {
        if (!IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        byte[] address = new byte[IPV4_BYTES];
        String[] numbers = text.split("\\.");
        for (int i = 0; i < IPV4_BYTES; i++) {
            int number = Integer.parseInt(numbers[i]);
            if (number > 0xff) {
                return Optional.empty();
            }
            address[i] = (byte) number;
        }
        return Optional.of(address);
    }

    private static Optional<byte[]> ipv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return bytes(text, true).filter(address -> address.length == IPV6_BYTES);
        }
        Optional<byte[]> head = bytes(text.substring(0, gap), false);
        Optional<byte[]> tail = bytes(text.substring(gap + 2), true);
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > IPV6_BYTES - 2) {
            return Optional.empty();
        }
        byte[] address = Arrays.copyOf(head.get(), IPV6_BYTES);
        System.arraycopy(tail.get(), 0, address, IPV6_BYTES - tail.get().length, tail.get().length);
        return Optional.of(address);
    }

    /** @param isEnd whether the groups are the last, which may be an IPv4 address */
    private static Optional<byte[]> bytes(String groups, boolean isEnd) {
        List<Byte> bytes = new ArrayList<>();
        String[] parts = groups.isEmpty() ? new String[0] : groups.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            Optional<byte[]> group = isEnd && i == parts.length - 1 && parts[i].contains(".") ? ipv4(parts[i]) : group(parts[i]);
            if (group.isEmpty()) {
                return Optional.empty();
            }
            for (byte part : group.get()) {
                bytes.add(part);
            }
        }
        byte[] all = new byte[bytes.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = bytes.get(i);
        }
        return Optional.of(all);
    }

    private static Optional<byte[]> group(String text) {
        if (!GROUP.matcher(text).matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text, 16);
        return Optional.of(new byte[] {(byte) (number >> Byte.SIZE), (byte) number});
    }

    private static byte[] unmapped(byte[] address) {
        return Arrays.equals(address, 0, MAPPED_PREFIX.length, MAPPED_PREFIX, 0, MAPPED_PREFIX.length)
                ? Arrays.copyOfRange(address, MAPPED_PREFIX.length, IPV6_BYTES) : address;
    }
}
