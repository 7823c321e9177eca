package io.komauth.tools.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import io.komauth.tools.KomRun;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate nobody knows; it answers everything with 404. */
class TruststoreTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    private static HttpsServer server;
    private static Path store;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException, InterruptedException {
        store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost", "-storetype",
                "PKCS12",
                "-keystore", store.toString(), "-storepass", PASSWORD).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore loaded = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        keys.init(loaded, PASSWORD.toCharArray());
        Files.writeString(folder.resolve("certificate.pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(loaded.getCertificate("server").getEncoded())
                + "\n-----END CERTIFICATE-----\n");
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void aCertificateThatIsNotKnownIsNotTrusted() {
        KomRun run = stranded(Map.of());

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        assertThat(run.err()).contains("no trusted TLS connection", "--truststore");
    }

    @Test
    void whatIsInTheTruststoreIsTrusted() {
        assertThat(stranded(Map.of("KOM_TRUSTSTORE", store.toString(), "KOM_TRUSTSTORE_PASSWORD", PASSWORD)).err())
                .contains("answers 404", "Check --server");
        assertThat(stranded(Map.of("KOM_TRUSTSTORE", folder.resolve("certificate.pem").toString())).err())
                .contains("answers 404");
    }

    @Test
    void aTruststoreThatCannotBeReadIsNamed() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken"), "no truststore");
        for (String file : new String[] {broken.toString(), folder.resolve("none").toString()}) {
            KomRun run = stranded(Map.of("KOM_TRUSTSTORE", file));
            assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
            assertThat(run.err()).contains("--truststore " + file, "KOM_TRUSTSTORE_PASSWORD");
        }
    }

    private static KomRun stranded(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of("KOM_SERVER", "https://localhost:" + server.getAddress().getPort(), "KOM_CLIENT", "app",
                "KOM_CLIENT_SECRET", "secret"));
        return KomRun.of(environment, "users", "stranded", "shop");
    }
}
