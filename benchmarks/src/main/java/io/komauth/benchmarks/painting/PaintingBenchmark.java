package io.komauth.benchmarks.painting;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Rounds;
import io.komauth.benchmarks.Table;
import io.komauth.captcha.CaptchaIssuing;
import io.komauth.captcha.image.PaintingSteps;

/** What issuing a captcha takes, and its parts, beside libraries that paint pictures of the same size and length. */
public final class PaintingBenchmark implements Benchmark {

    private static final int ROUNDS = 5;
    private static final int SECONDS = 3;
    private static final int PICTURES = 1_000;

    private static final String ISSUE = "Kom Auth, with the sealed key";
    private static final String ISSUE_FOR_PAGE = "Kom Auth, as on login pages: 260 by 96 pixels";
    private static final String EASY_CAPTCHA = new Library("com.github.whvcse", "easy-captcha") + ", `SpecCaptcha`";
    private static final String HUTOOL_CAPTCHA = new Library("cn.hutool", "hutool-captcha") + ", `LineCaptcha`";
    private static final String NANOCAPTCHA =
            new Library("net.logicsquad", "nanocaptcha") + ", with background and noise";
    private static final String DRAW = "drawing: letters and strokes, bent and filled";
    private static final String ENCODE = "encoding: colours, PNG";
    private static final String SEAL = "sealing: id, key";

    /** @param arguments the number of rounds, each of them shorter than usual */
    @Override
    public String run(List<String> arguments) throws Exception {
        int rounds = arguments.isEmpty() ? ROUNDS : Integer.parseInt(arguments.get(0));
        int seconds = arguments.isEmpty() ? SECONDS : 1;
        Map<String, Callable<Double>> measurements = new LinkedHashMap<>();
        measurements.put(ISSUE, new JmhRun(CaptchaIssuing.class, "issue", seconds));
        measurements.put(ISSUE_FOR_PAGE, new JmhRun(CaptchaIssuing.class, "issueForPage", seconds));
        measurements.put(EASY_CAPTCHA, new JmhRun(PeerLibraries.class, "easyCaptcha", seconds));
        measurements.put(HUTOOL_CAPTCHA, new JmhRun(PeerLibraries.class, "hutoolCaptcha", seconds));
        measurements.put(NANOCAPTCHA, new JmhRun(PeerLibraries.class, "nanocaptcha", seconds));
        measurements.put(DRAW, new JmhRun(PaintingSteps.class, "draw", seconds));
        measurements.put(ENCODE, new JmhRun(PaintingSteps.class, "encode", seconds));
        measurements.put(SEAL, new JmhRun(CaptchaIssuing.class, "seal", seconds));
        Rounds found = Rounds.withoutWarmUp(rounds, measurements);
        return captchas(found) + "\n" + parts(found);
    }

    private static Table captchas(Rounds found) throws Exception {
        PeerLibraries peers = new PeerLibraries();
        CaptchaIssuing issuing = new CaptchaIssuing();
        Map<String, Callable<byte[]>> pictures = new LinkedHashMap<>();
        pictures.put(ISSUE, () -> issuing.issue().image());
        pictures.put(ISSUE_FOR_PAGE, () -> issuing.issueForPage().image());
        pictures.put(EASY_CAPTCHA, peers::easyCaptcha);
        pictures.put(HUTOOL_CAPTCHA, peers::hutoolCaptcha);
        pictures.put(NANOCAPTCHA, peers::nanocaptcha);
        String fastest = Stream.of(EASY_CAPTCHA, HUTOOL_CAPTCHA, NANOCAPTCHA)
                .min(Comparator.comparingDouble(peer -> found.of(peer).median())).orElseThrow();
        Table table = new Table("a captcha by", "µs", "throughput, easy-captcha's being 1 (goal: 10)",
                "the fastest peer's being 1 (goal: 4)", "bytes of PNG");
        for (String name : pictures.keySet()) {
            table.row(name, found.of(name).with(0), found.ratio(EASY_CAPTCHA, name).with(1),
                    found.ratio(fastest, name).with(1), bytes(pictures.get(name)));
        }
        return table;
    }

    private static Table parts(Rounds found) {
        Table table = new Table("of Kom Auth's", "µs", "share");
        for (String part : List.of(DRAW, ENCODE, SEAL)) {
            table.row(part, found.of(part).with(1), found.ratio(part, ISSUE).with(2));
        }
        return table;
    }

    /** @return how long a picture is on average */
    private static long bytes(Callable<byte[]> picture) throws Exception {
        long bytes = 0;
        for (int i = 0; i < PICTURES; i++) {
            bytes += picture.call().length;
        }
        return bytes / PICTURES;
    }
}
