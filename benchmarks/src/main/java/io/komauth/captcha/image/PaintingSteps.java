package io.komauth.captcha.image;

import java.security.SecureRandom;
import java.util.SplittableRandom;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The two halves of a picture. */
@State(Scope.Benchmark)
public class PaintingSteps {

    private static final String ANSWER = "2x4m6";

    private final CaptchaPainter painter = new CaptchaPainter();
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());

    /** Enough of them that the processor does not learn one by heart. */
    private final Canvas[] canvases = new Canvas[256];
    private int next;

    public PaintingSteps() {
        for (int i = 0; i < canvases.length; i++) {
            canvases[i] = painter.draw(ANSWER, random, PictureDensity.SINGLE);
        }
    }

    @Benchmark
    public Object draw() {
        return painter.draw(ANSWER, random, PictureDensity.SINGLE);
    }

    @Benchmark
    public byte[] encode() {
        return painter.encode(canvases[next++ % canvases.length], random, PictureDensity.SINGLE);
    }
}
