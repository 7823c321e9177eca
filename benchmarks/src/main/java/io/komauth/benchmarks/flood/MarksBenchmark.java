package io.komauth.benchmarks.flood;

import java.util.List;
import java.util.stream.IntStream;

import io.komauth.benchmarks.Benchmark;
import io.komauth.benchmarks.Table;
import io.komauth.benchmarks.load.Captchas;
import io.komauth.benchmarks.load.MeasuredServer;
import io.komauth.testing.Database;
import io.komauth.testing.KeycloakServer;
import io.komauth.testing.TestRealm;
import io.komauth.testing.TokenRequest;

/** How much memory the marks of used captchas take. Argument: marks. */
public final class MarksBenchmark implements Benchmark {

    private static final String STORE = "actionTokens";
    private static final int LIFESPAN = 1_800;
    /** Seconds that a mark outlives its captcha. */
    private static final int CLOCK_SKEW = 60;
    private static final int ROUNDS = 3;
    private static final double KILOBYTE = 1024;

    @Override
    public String run(List<String> arguments) {
        int marks = arguments.isEmpty() ? 100_000 : Integer.parseInt(arguments.get(0));
        try (Database database = Database.start().create("marks");
                KeycloakServer server = MeasuredServer.ours("marks", database, "marks").startProcess();
                TestRealm realm = TestRealm.on(server).client("app", "secret").user("ana", "password")
                        .attribute("captcha.lifespan", Integer.toString(LIFESPAN)).create()) {
            mark(server, realm, marks / ROUNDS / 10);
            Table table = new Table("entries in `" + STORE + "`", "heap after full collections, MB", "bytes a mark");
            MemoryUse before = MemoryUse.of(server);
            table.row(before.entries().get(STORE), "%.1f".formatted(before.heap() / KILOBYTE), "");
            double bytes = 0;
            for (int round = 0; round < ROUNDS; round++) {
                mark(server, realm, marks / ROUNDS);
                MemoryUse after = MemoryUse.of(server);
                bytes = (after.heap() - before.heap()) * KILOBYTE / (after.entries().get(STORE) - before.entries().get(STORE));
                table.row(after.entries().get(STORE), "%.1f".formatted(after.heap() / KILOBYTE), "%.0f".formatted(bytes));
            }
            return "%s; captchas live %d s.\n\n%s\nFor each captcha redeemed in a second, %d marks, %.2f MB.".formatted(
                    MeasuredServer.describe(database), LIFESPAN, table, LIFESPAN + CLOCK_SKEW,
                    (LIFESPAN + CLOCK_SKEW) * bytes / KILOBYTE / KILOBYTE);
        }
    }

    /** Redeems so many, each with a wrong text, which costs no password hash and leaves nothing but the mark. */
    private static void mark(KeycloakServer server, TestRealm realm, int count) {
        List<String> keys = Captchas.issue(server, realm.name(), count);
        long refused = IntStream.range(0, count).parallel().filter(i -> TokenRequest.withoutCaptcha(server, realm.name(), "captcha")
                .client("app", "secret").param("scope", null).captcha(keys.get(i), "wrong").send().status() == 400).count();
        if (refused != count) {
            throw new IllegalStateException((count - refused) + " were not refused");
        }
    }
}
