package io.komauth.tools.admin;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.net.ssl.SSLContext;

import io.komauth.tools.cli.Failure;

import picocli.CommandLine.Option;

/**
 * Which server, and who logs in: a user, a service account, or who has logged in by {@code kcadm.sh}. What is not an
 * option is taken from the environment. Secrets come from there or from files: others see the arguments of a process.
 */
public final class LoginOptions {

    private final Map<String, String> environment;

    @Option(names = "--server", paramLabel = "URL", description = "Keycloak's address, such as https://login.example.org. "
            + "Environment: KOM_SERVER. Default: where kcadm.sh has logged in.")
    private String server;

    @Option(names = "--login-realm", paramLabel = "REALM",
            description = "The realm of the user or client that logs in. Environment: KOM_LOGIN_REALM. Default: master.")
    private String realm;

    @Option(names = "--user", paramLabel = "NAME", description = "The administrator who logs in, with the password in "
            + "KOM_PASSWORD or --password-file. Environment: KOM_USER.")
    private String user;

    @Option(names = "--password-file", paramLabel = "FILE",
            description = "A file with the user's password. Environment: KOM_PASSWORD_FILE.")
    private String passwordFile;

    @Option(names = "--client", paramLabel = "ID", description = "Without --user, the client whose service account logs in, with "
            + "the secret in KOM_CLIENT_SECRET or --client-secret-file. With --user, the client that the user logs in by "
            + "(admin-cli). Environment: KOM_CLIENT.")
    private String client;

    @Option(names = "--client-secret-file", paramLabel = "FILE",
            description = "A file with the client's secret. Environment: KOM_CLIENT_SECRET_FILE.")
    private String clientSecretFile;

    @Option(names = "--truststore", paramLabel = "FILE", description = "The certificates that are trusted in place of Java's: "
            + "PEM, PKCS 12 or JKS, with its password in KOM_TRUSTSTORE_PASSWORD. Environment: KOM_TRUSTSTORE.")
    private String truststore;

    @Option(names = "--kcadm-config", paramLabel = "FILE", description = "Without --user and --client, the login that kcadm.sh "
            + "has stored is used. Environment: KOM_KCADM_CONFIG. Default: ~/.keycloak/kcadm.config.")
    private String kcadmConfig;

    public LoginOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** @throws Failure if an option is missing or a file cannot be read; nobody logs in before the first call */
    public AdminClient connect() {
        String by = value(user, "KOM_USER");
        String id = value(client, "KOM_CLIENT");
        if (by == null && id == null) {
            return connectAsKcadm();
        }
        URI address = address(value(server, "KOM_SERVER"));
        String of = value(realm, "KOM_LOGIN_REALM");
        String secret = secret("KOM_CLIENT_SECRET", clientSecretFile);
        Login login = by == null ? serviceAccount(of == null ? "master" : of, id, secret)
                : user(of == null ? "master" : of, by, Login.client(id == null ? "admin-cli" : id, secret));
        return new AdminClient(new Http(address, tls(value(truststore, "KOM_TRUSTSTORE"),
                environment.get("KOM_TRUSTSTORE_PASSWORD"))), login);
    }

    private AdminClient connectAsKcadm() {
        String file = value(kcadmConfig, "KOM_KCADM_CONFIG");
        KcadmLogin kcadm = KcadmLogin.read(file == null ? KcadmLogin.defaultFile() : Path.of(file));
        String given = value(server, "KOM_SERVER");
        String trusted = value(truststore, "KOM_TRUSTSTORE");
        SSLContext tls = trusted == null ? tls(kcadm.truststore(), kcadm.truststorePassword())
                : tls(trusted, environment.get("KOM_TRUSTSTORE_PASSWORD"));
        URI address = address(given == null ? kcadm.server() : given);
        return new AdminClient(new Http(address, tls),
                kcadm.login(given == null ? kcadm.server() : given, value(realm, "KOM_LOGIN_REALM")));
    }

    private Login user(String of, String by, Map<String, String> through) {
        String password = secret("KOM_PASSWORD", passwordFile);
        if (password == null) {
            throw Failure.usage("The password of " + by + " is missing: set KOM_PASSWORD, or name a file by --password-file");
        }
        return Login.password(of, by, password, through);
    }

    private static Login serviceAccount(String of, String id, String secret) {
        if (secret == null) {
            throw Failure.usage("The secret of the client " + id
                    + " is missing: set KOM_CLIENT_SECRET, or name a file by --client-secret-file");
        }
        return Login.serviceAccount(of, Login.client(id, secret));
    }

    private static URI address(String text) {
        if (text == null || text.isEmpty()) {
            throw Failure.usage("Which server? Give --server or KOM_SERVER, such as https://login.example.org");
        }
        try {
            URI address = URI.create(text.replaceFirst("/+$", ""));
            if (address.getHost() != null && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw noAddress(text);
        }
        throw noAddress(text);
    }

    private static Failure noAddress(String text) {
        return Failure.usage("--server " + text + " is no address such as https://login.example.org");
    }

    private static SSLContext tls(String file, String password) {
        return file == null ? null : Truststore.context(Path.of(file), password);
    }

    /** From the file, or else from the variable, or null. A line break at the end is not part of it. */
    private String secret(String variable, String fileOption) {
        String file = value(fileOption, variable + "_FILE");
        if (file == null) {
            return value(null, variable);
        }
        try {
            String secret = Files.readString(Path.of(file), StandardCharsets.UTF_8).replaceFirst("[\\r\\n]+\\z", "");
            if (secret.isEmpty()) {
                throw Failure.usage(file + " is empty, and has no secret");
            }
            return secret;
        } catch (IOException e) {
            throw Failure.file(file, e);
        }
    }

    private String value(String option, String variable) {
        String value = option == null ? environment.get(variable) : option;
        return value == null || value.isEmpty() ? null : value;
    }
}
