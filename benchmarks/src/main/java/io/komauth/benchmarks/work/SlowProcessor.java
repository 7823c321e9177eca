package io.komauth.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A part of the time of one processor, as a control group of Linux, which only root can make. The throttling of DevTools does not
 * slow {@code crypto.subtle} down, which works in threads of its own.
 */
final class SlowProcessor implements AutoCloseable {

    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final int PERIOD_MICROSECONDS = 20_000;

    private final Path group;

    /** @param times how many times slower than one processor it is */
    SlowProcessor(int times) throws IOException {
        boolean isFirstVersion = Files.exists(GROUPS.resolve("cpu"));
        group = (isFirstVersion ? GROUPS.resolve("cpu") : GROUPS).resolve("kom-auth-slow");
        Files.createDirectories(group);
        int quota = PERIOD_MICROSECONDS / times;
        if (isFirstVersion) {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROSECONDS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(quota));
        } else {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROSECONDS);
        }
    }

    /** @return the command that runs that one in here, with all that it starts */
    List<String> running(List<String> command) {
        return Stream.concat(Stream.of("sh", "-c", "echo $$ >\"$0\" && exec \"$@\"", group.resolve("cgroup.procs").toString()),
                command.stream()).toList();
    }

    /** Ends what is left of the programs that ran in here. */
    @Override
    public void close() throws IOException {
        for (String id : Files.readAllLines(group.resolve("cgroup.procs"))) {
            ProcessHandle.of(Long.parseLong(id)).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
        }
        Files.delete(group);
    }
}
