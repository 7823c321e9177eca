package io.komauth.bruteforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class IpLiteralTest {

    @Test
    void readsWhatJavaWrites() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] address = new byte[i % 2 == 0 ? 4 : 16];
            random.nextBytes(address);
            for (int gap = random.nextInt(8); address.length == 16 && gap > 0; gap--) {
                address[2 * gap] = 0;
                address[2 * gap + 1] = 0;
            }
            InetAddress java = InetAddress.getByAddress(address);

            assertThat(IpLiteral.parse(java.getHostAddress())).as(java.getHostAddress()).hasValue(address);
        }
    }

    /** A text from a request that reaches {@link InetAddress} may be looked up as a host's name. */
    @Test
    void noClassResolvesHostNames() throws Exception {
        Path classes = Path.of(IpLiteral.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            assertThat(files.filter(file -> file.toString().endsWith(".class"))).isNotEmpty()
                    .noneMatch(file -> read(file).matches("(?s).*java/net/(Inet\\w*Address|Socket\\w*).*"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
