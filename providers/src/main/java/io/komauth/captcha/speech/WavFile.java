package io.komauth.captcha.speech;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** WAV files of one channel: RIFF chunks, of which {@code fmt } says how the samples in {@code data} are kept. */
final class WavFile {

    /** Samples a second. */
    static final int RATE = 11_025;

    private static final int RIFF = id("RIFF");
    private static final int WAVE = id("WAVE");
    private static final int FMT = id("fmt ");
    private static final int DATA = id("data");
    private static final int PCM = 1;
    private static final int HEADER = 44;

    private WavFile() {
    }

    /** @param samples from -1 to 1; written with 16 bits each */
    static byte[] encode(float[] samples) {
        int size = samples.length * Short.BYTES;
        ByteBuffer file = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(RIFF).putInt(HEADER - 8 + size).putInt(WAVE);
        file.putInt(FMT).putInt(16).putShort((short) PCM).putShort((short) 1)
                .putInt(RATE).putInt(RATE * Short.BYTES).putShort((short) Short.BYTES).putShort((short) Short.SIZE);
        file.putInt(DATA).putInt(size);
        for (float sample : samples) {
            file.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * Short.MAX_VALUE));
        }
        return file.array();
    }

    /**
     * @param format how the samples have to be kept, as the file calls it
     * @return the bytes of the samples
     * @throws IOException if the file is none of this format, rate and number of channels
     */
    static byte[] data(byte[] file, int format) throws IOException {
        ByteBuffer chunks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (chunks.getInt() != RIFF || chunks.getInt() < 0 || chunks.getInt() != WAVE) {
                throw new IOException("not a WAV file");
            }
            while (true) {
                int id = chunks.getInt();
                int size = chunks.getInt();
                if (id == FMT && (chunks.getShort(chunks.position()) != format
                        || chunks.getShort(chunks.position() + 2) != 1 || chunks.getInt(chunks.position() + 4) != RATE)) {
                    throw new IOException("not one channel of format " + format + " at " + RATE + " samples a second");
                }
                if (id == DATA) {
                    byte[] data = new byte[size];
                    chunks.get(data);
                    return data;
                }
                // chunks begin at even places
                chunks.position(chunks.position() + size + (size & 1));
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException
                | NegativeArraySizeException e) {
            throw new IOException("the WAV file is cut off", e);
        }
    }

    private static int id(String name) {
        return name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24;
    }
}
