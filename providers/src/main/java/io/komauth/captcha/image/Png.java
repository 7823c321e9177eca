package io.komauth.captcha.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes pictures of one size and four colours as PNG, in a fraction of the time of Java's own writer, which is made
 * for any picture. Sections are those of the PNG Specification (Third Edition, W3C).
 */
final class Png {

    /** The number of colours of a picture with two bits a pixel. */
    static final int COLOURS = 4;

    /** Section 5.2: what every PNG begins with. */
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final byte INDEXED = 3;
    private static final byte BITS = 2;
    private static final int PIXELS_A_BYTE = 4;

    private final int width;
    private final int height;
    private final int bytes;

    Png(int width, int height) {
        this.width = width;
        this.height = height;
        this.bytes = (width + PIXELS_A_BYTE - 1) / PIXELS_A_BYTE;
    }

    /**
     * @param pixels the colour of each pixel, from 0 to 3, in two bits from the highest of a byte; no byte has two rows
     * @param colours red, green and blue of each of the four colours
     */
    byte[] encode(byte[] pixels, byte[] colours) {
        byte[] data = compress(scanlines(pixels));
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put(BITS).put(INDEXED);
        ByteBuffer png = ByteBuffer.allocate(SIGNATURE.length + 4 * 12 + 13 + colours.length + data.length);
        png.put(SIGNATURE);
        chunk(png, "IHDR", header.array());
        chunk(png, "PLTE", colours);
        chunk(png, "IDAT", data);
        chunk(png, "IEND", new byte[0]);
        return png.array();
    }

    /** Section 7.2, each line after a 0 for no filter, as section 12.7 advises for indexed colours. */
    private byte[] scanlines(byte[] pixels) {
        byte[] lines = new byte[height * (1 + bytes)];
        for (int row = 0; row < height; row++) {
            System.arraycopy(pixels, row * bytes, lines, row * (1 + bytes) + 1, bytes);
        }
        return lines;
    }

    /** Without a search for repetitions: it takes a third longer and saves a tenth of the bytes. */
    private static byte[] compress(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setStrategy(Deflater.HUFFMAN_ONLY);
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length);
            byte[] part = new byte[plain.length];
            while (!deflater.finished()) {
                compressed.write(part, 0, deflater.deflate(part));
            }
            return compressed.toByteArray();
        } finally {
            // frees native memory, which the garbage collector does not see
            deflater.end();
        }
    }

    /** Section 5.3. */
    private static void chunk(ByteBuffer png, String type, byte[] data) {
        png.putInt(data.length);
        int start = png.position();
        png.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(png.array(), start, png.position() - start);
        png.putInt((int) crc.getValue());
    }
}
