package io.komauth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code mvn package -Pserver} refuses before it builds anything. */
@AnyVersion
class DemoServerIT {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "70000"})
    void anInvalidPortIsRefused(String port) throws Exception {
        assertRefused(port, "-Dhttp.port=" + port + " is not a port from 1 to 65535. Choose one, such as -Dhttp.port=9090");
    }

    @Test
    void aPortInUseIsRefused() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            assertRefused(Integer.toString(other.getLocalPort()), "Another program listens on port " + other.getLocalPort()
                    + ". Choose another port: -Dhttp.port=9090");
        }
    }

    @Test
    void aSecondServerFromOneCloneIsRefused() throws Exception {
        try (FileChannel file = FileChannel.open(DemoServer.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock running = file.tryLock()) {
            assertThat(running).isNotNull();
            assertRefused(Integer.toString(FreePorts.find().http()), "The demo server runs from this folder already. "
                    + "End it first, or start another one from another clone.");
        }
    }

    private static void assertRefused(String port, String reason) throws IOException, InterruptedException {
        String maven = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
        ProcessBuilder command = new ProcessBuilder(maven, "-B", "-o", "-q", "validate", "-Pserver", "-Dhttp.port=" + port,
                "-Dmaven.repo.local=" + System.getProperty("maven.repo.local"));
        command.environment().put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        Process validate = command.directory(BuildFiles.project().toFile()).redirectErrorStream(true).start();
        String output = new String(validate.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(validate.waitFor()).as(output).isNotZero();
        assertThat(output.lines()).filteredOn(line -> line.equals("[ERROR] " + reason)).as(output).hasSize(1);
        assertThat(output).doesNotContain("\tat ");
    }
}
