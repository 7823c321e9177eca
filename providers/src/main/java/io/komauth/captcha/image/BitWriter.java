package io.komauth.captcha.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Packs bits into bytes, from the lowest bit of each (RFC 1951, 3.1.1). */
final class BitWriter {

    private final ByteBuffer bytes;
    private long bits;
    private int count;

    /** @param most bits that will be written */
    BitWriter(int most) {
        bytes = ByteBuffer.allocate(most / Byte.SIZE + Integer.BYTES + 1).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes on where another one is now. */
    BitWriter(BitWriter begun, int more) {
        this(Byte.SIZE * begun.bytes.position() + begun.count + more);
        bytes.put(begun.bytes.array(), 0, begun.bytes.position());
        bits = begun.bits;
        count = begun.count;
    }

    /** @param length of the value, at most 32 bits */
    BitWriter write(int value, int length) {
        bits |= Integer.toUnsignedLong(value) << count;
        count += length;
        if (count >= Integer.SIZE) {
            bytes.putInt((int) bits);
            bits >>>= Integer.SIZE;
            count -= Integer.SIZE;
        }
        return this;
    }

    /** Goes on at the next full byte. */
    BitWriter align() {
        count = count + Byte.SIZE - 1 & -Byte.SIZE;
        return this;
    }

    /** @return all that was written, to a full byte */
    byte[] bytes() {
        for (; count > 0; count -= Byte.SIZE) {
            bytes.put((byte) bits);
            bits >>>= Byte.SIZE;
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
