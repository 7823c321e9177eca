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
 * The server, and the account: a user, a service account, or the one that {@code kcadm.sh} has logged in. Missing options are
 * taken from the environment. Secrets come from there or from files, since others can see the arguments of a process.
 */
public final class LoginOptions {

    private static final String NO_SERVER = "Which server? Give --server or KOM_SERVER, such as https://login.example.org.";

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

    /** @throws Failure if an option is missing or a file cannot be read; the login happens at the first call */
    public AdminClient connect() {
        String by = value(user, "KOM_USER");
        String id = value(client, "KOM_CLIENT");
        String given = value(server, "KOM_SERVER");
        String of = value(realm, "KOM_LOGIN_REALM");
        if (by != null || id != null) {
            Login login = login(of == null ? "master" : of, by, id, given == null ? NO_SERVER : "");
            return new AdminClient(http(given, null, null), login);
        }
        String file = value(kcadmConfig, "KOM_KCADM_CONFIG");
        KcadmLogin kcadm = KcadmLogin.read(file == null ? KcadmLogin.defaultFile() : Path.of(file));
        String address = given == null ? kcadm.server() : given;
        return new AdminClient(http(address, kcadm.truststore(), kcadm.truststorePassword()), kcadm.login(address, of));
    }

    /** @param otherTruststore that counts if no option names one; may be null */
    private Http http(String address, String otherTruststore, String otherPassword) {
        URI url = address(address);
        String trusted = value(truststore, "KOM_TRUSTSTORE");
        return new Http(url, trusted == null ? tls(otherTruststore, otherPassword)
                : tls(trusted, environment.get("KOM_TRUSTSTORE_PASSWORD")));
    }

    /** @param missing what else is missing, a sentence; empty if nothing is: all of it is told at once */
    private Login login(String of, String by, String id, String missing) {
        String secret = secret("KOM_CLIENT_SECRET", clientSecretFile);
        String password = by == null ? null : secret("KOM_PASSWORD", passwordFile);
        String problems = missing;
        if (by == null && secret == null) {
            problems += " The secret of the client " + id + " is missing: set KOM_CLIENT_SECRET, or name a file by "
                    + "--client-secret-file.";
        }
        if (by != null && password == null) {
            problems += " The password of " + by + " is missing: set KOM_PASSWORD, or name a file by --password-file.";
        }
        if (!problems.isEmpty()) {
            throw Failure.usage(problems.strip());
        }
        return by == null ? Login.serviceAccount(of, Login.client(id, secret))
                : Login.password(of, by, password, Login.client(id == null ? "admin-cli" : id, secret));
    }

    private static URI address(String text) {
        if (text == null || text.isEmpty()) {
            throw Failure.usage(NO_SERVER);
        }
        try {
            URI address = URI.create(text.replaceFirst("/+$", ""));
            if (address.getHost() != null && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException malformed) {
            // no address either
        }
        throw Failure.usage("--server " + text + " is no address such as https://login.example.org");
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
                throw Failure.usage(file + ": it is empty, and has no secret");
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
