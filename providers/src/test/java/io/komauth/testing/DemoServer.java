package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** {@code mvn package -Pserver}: a stock Keycloak with our JAR and the demo tenant in the foreground. */
public final class DemoServer {

    /** Held until this JVM ends, however it ends: the build of a second server from this folder looks for it. */
    private static FileLock lock;

    private DemoServer() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        String port = arguments[0];
        lock(lockFile());
        URI url = URI.create("http://localhost:" + port);
        ProcessBuilder command = Installation.kept("demo")
                .providers(BuildFiles.providers(false))
                .realms(List.of(BuildFiles.demoRealm()))
                .command(List.of("start-dev", "--import-realm", "--http-port=" + port));
        command.environment().putAll(ServerOptions.QUICK_START);
        ServerProcess server = ServerProcess.start(command.inheritIO());
        if (Readiness.await(URI.create(url + "/realms/000000"), server::alive)) {
            System.out.println(nextCommands(url));
        }
        int status = server.awaitEnd();
        if (server.stopping()) {
            // this JVM is ending, and must not go on with the build in the meantime
            Thread.currentThread().join();
        }
        throw new IllegalStateException("Keycloak has ended by itself, with status " + status);
    }

    /** As the build names it, too. */
    static Path lockFile() {
        return BuildFiles.target().resolve("demo-server.lock");
    }

    private static void lock(Path file) {
        try {
            lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE).tryLock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (lock == null) {
            throw new IllegalStateException("The demo server runs from this folder already");
        }
    }

    private static String nextCommands(URI url) {
        return """

                ==========================================================================================
                Keycloak is ready. Ctrl-C stops it.

                The login page: %1$s/realms/000000/account, user admin, password admin
                The Admin Console: %1$s/admin, administrator admin, password admin

                A captcha, its picture saved as captcha.png:

                  curl -s %1$s/realms/000000/captcha | tee captcha.json \\
                    | sed 's/.*base64,\\([^"]*\\)".*/\\1/' | base64 -d > captcha.png

                A login, with what the picture says in place of CODE:

                  curl -s -u sword:sword_secret -d grant_type=captcha -d scope=all \\
                    -d username=admin -d password=admin -d captchaCode=CODE \\
                    -d captchaKey=$(sed 's/.*"key":"\\([^"]*\\)".*/\\1/' captcha.json) \\
                    %1$s/realms/000000/protocol/openid-connect/token
                ==========================================================================================
                """.formatted(url);
    }
}
