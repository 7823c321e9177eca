package io.komauth.benchmarks.painting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import com.wf.captcha.SpecCaptcha;

import io.komauth.captcha.image.CaptchaPainter;

import cn.hutool.captcha.LineCaptcha;
import net.logicsquad.nanocaptcha.image.ImageCaptcha;
import net.logicsquad.nanocaptcha.image.backgrounds.GradiatedBackgroundProducer;
import net.logicsquad.nanocaptcha.image.noise.CurvedLineNoiseProducer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Pictures of five characters by libraries for Java, each as its documentation shows it, but for the size. */
@State(Scope.Benchmark)
public class PeerLibraries {

    private static final int LENGTH = 5;

    /** By default Java writes a picture into a temporary file first, which slows all of them down. */
    @Setup
    public void keepPicturesInMemory() {
        ImageIO.setUseCache(false);
    }

    @Benchmark
    public byte[] easyCaptcha() {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        new SpecCaptcha(CaptchaPainter.WIDTH, CaptchaPainter.HEIGHT, LENGTH).out(png);
        return png.toByteArray();
    }

    /** Five characters and 150 lines are its defaults. */
    @Benchmark
    public byte[] hutoolCaptcha() {
        return new LineCaptcha(CaptchaPainter.WIDTH, CaptchaPainter.HEIGHT).getImageBytes();
    }

    /** Five characters are its default. */
    @Benchmark
    public byte[] nanocaptcha() throws IOException {
        ImageCaptcha captcha = new ImageCaptcha.Builder(CaptchaPainter.WIDTH, CaptchaPainter.HEIGHT)
                .addContent()
                .addBackground(new GradiatedBackgroundProducer())
                .addNoise(new CurvedLineNoiseProducer())
                .build();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(captcha.getImage(), "png", png);
        return png.toByteArray();
    }
}
