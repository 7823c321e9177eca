package io.komauth.tools.admin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.komauth.tools.cli.Failure;

/** The certificates that are trusted in place of Java's: a file in PEM, PKCS 12 or JKS. */
final class Truststore {

    private static final byte[] PEM = "-----BEGIN".getBytes(StandardCharsets.US_ASCII);

    private Truststore() {
    }

    /** @param password null for PEM, or where there is none */
    static SSLContext context(Path file, String password) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(isPem(file) ? certificates(file)
                    : KeyStore.getInstance(file.toFile(), password == null ? null : password.toCharArray()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw Failure.usage("--truststore " + file + " cannot be read: "
                    + (e instanceof IOException io ? Failure.reason(io) : e.getMessage())
                    + ". It is a file in PEM, PKCS 12 or JKS, with its password in KOM_TRUSTSTORE_PASSWORD.");
        }
    }

    private static boolean isPem(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return Arrays.equals(content.readNBytes(PEM.length), PEM);
        }
    }

    private static KeyStore certificates(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream content = Files.newInputStream(file)) {
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(content)) {
                store.setCertificateEntry("certificate " + number++, certificate);
            }
        }
        return store;
    }
}
