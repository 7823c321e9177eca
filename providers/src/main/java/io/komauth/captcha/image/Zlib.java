package io.komauth.captcha.image;

import java.util.zip.Adler32;

/**
 * Compresses bytes into zlib's format (RFC 1950) by a Huffman code that is made once, from bytes such as will come.
 * zlib itself looks for repetitions and makes a code for each picture: that takes longer than painting it, and saves
 * little.
 */
final class Zlib {

    /** RFC 1951, 3.2.5. */
    private static final int END = 256;

    private static final int CHECKSUM = 32;

    private final HuffmanCode code;
    private final BitWriter header;

    /** @param examples bytes such as will be compressed */
    Zlib(Iterable<byte[]> examples) {
        int[] counts = new int[END + 1];
        for (byte[] example : examples) {
            for (byte each : example) {
                counts[each & 255]++;
            }
            counts[END]++;
        }
        code = new HuffmanCode(counts);
        header = header(code);
    }

    byte[] compress(byte[] plain) {
        BitWriter zlib = new BitWriter(header, HuffmanCode.LONGEST * (plain.length + 1) + CHECKSUM);
        for (byte each : plain) {
            zlib.write(code.code(each & 255), code.length(each & 255));
        }
        zlib.write(code.code(END), code.length(END));
        Adler32 sum = new Adler32();
        sum.update(plain);
        return zlib.align().write(Integer.reverseBytes((int) sum.getValue()), CHECKSUM).bytes();
    }

    /** RFC 1950, 2.2, and RFC 1951, 3.2.7: all that comes before the bytes. */
    private static BitWriter header(HuffmanCode code) {
        BitWriter header = new BitWriter(2_000).write(0x78, 8).write(0x01, 8);
        // the last block, with a code of its own, for 257 literals and 2 distances
        header.write(1, 1).write(2, 2).write(0, 5).write(1, 5);
        // of 19 lengths of codes, three mean repetitions and are not used; all others get the same four bits
        HuffmanCode lengths = new HuffmanCode(new int[HuffmanCode.LONGEST + 1]);
        header.write(19 - 4, 4).write(0, 3).write(0, 3).write(0, 3);
        for (int length = 0; length <= HuffmanCode.LONGEST; length++) {
            header.write(lengths.length(length), 3);
        }
        for (int literal = 0; literal <= END; literal++) {
            header.write(lengths.code(code.length(literal)), lengths.length(code.length(literal)));
        }
        // two distances of one bit are what zlib writes, too, where there is none
        return header.write(lengths.code(1), lengths.length(1)).write(lengths.code(1), lengths.length(1));
    }
}
