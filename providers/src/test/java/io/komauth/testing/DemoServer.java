package io.komauth.testing;

import java.net.URI;
import java.util.List;

/** {@code mvn package -Pserver}: a stock Keycloak with our JAR and the demo tenant in the foreground. */
public final class DemoServer {

    private DemoServer() {
    }

    public static void main(String[] arguments) throws InterruptedException {
        String port = arguments[0];
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

    private static String nextCommands(URI url) {
        return """

                ==========================================================================================
                Keycloak is ready: %1$s, administrator admin, password admin. Ctrl-C stops it.

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
