package io.komauth.captcha.speech;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** WAV files of one channel. */
final class WavFile {

    /** Samples a second. */
    static final int RATE = 11_025;

    private static final AudioFormat FORMAT = new AudioFormat(RATE, Short.SIZE, 1, true, false);
    private static final float FULL_SCALE = 32_768;
    private static final short PCM = 1;
    private static final int HEADER = 44;

    private WavFile() {
    }

    /**
     * Writes the header itself: the JDK looks up its writers of files in each call.
     *
     * @param samples from -1 to 1; written with 16 bits each
     */
    static byte[] encode(float[] samples) {
        int size = samples.length * Short.BYTES;
        ByteBuffer file = ByteBuffer.allocate(HEADER + size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(HEADER - 8 + size).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort(PCM).putShort((short) 1)
                .putInt(RATE).putInt(RATE * Short.BYTES).putShort((short) Short.BYTES).putShort((short) Short.SIZE);
        file.put(ascii("data")).putInt(size);
        for (float sample : samples) {
            file.putShort((short) Math.round(Math.max(-1, Math.min(1, sample)) * Short.MAX_VALUE));
        }
        return file.array();
    }

    /**
     * Reads a file by the JDK, whose readers of files need no sound system and no native library.
     *
     * @param file must support {@link InputStream#mark}
     * @return samples from -1 to 1
     * @throws IOException if the file is none of a known format
     */
    static float[] decode(InputStream file) throws IOException {
        try (AudioInputStream stored = AudioSystem.getAudioInputStream(file);
                AudioInputStream pcm = AudioSystem.getAudioInputStream(FORMAT, stored)) {
            ShortBuffer data = ByteBuffer.wrap(pcm.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
            float[] samples = new float[data.remaining()];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = data.get() / FULL_SCALE;
            }
            return samples;
        } catch (UnsupportedAudioFileException e) {
            throw new IOException("not a WAV file", e);
        }
    }

    private static byte[] ascii(String id) {
        return id.getBytes(StandardCharsets.US_ASCII);
    }
}
