package io.komauth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A vault with one entry, as docs/operator.md mounts it. */
public final class ComposeVault {

    /** Whose entry it is. */
    public static final String REALM = "100001";

    /** What the entry is at first. */
    public static final String KEY = "key-of-a-vault-of-a-test-not-for-production";

    private static final String ENTRY = "100001_signing-key";

    private final Path folder = BuildFiles.target().resolve("compose-vault");

    private ComposeVault() {
    }

    static ComposeVault begin() {
        ComposeVault vault = new ComposeVault();
        String documented = Document.exampleAfter("`${vault.signing-key}`, in `docker-compose.override.yml`:", "operator.md", "yaml");
        try {
            Files.createDirectories(vault.file().getParent());
            Files.writeString(vault.overrides(), documented.replace("./secrets", vault.file().getParent().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        vault.write(KEY);
        return vault;
    }

    /** The file for Compose that mounts it. */
    Path overrides() {
        return folder.resolve("docker-compose.override.yml");
    }

    /** The folder that has the folder {@code secrets}. */
    Path folder() {
        return folder;
    }

    /** Changes the entry for running servers, too: they see the same file. */
    public void write(String key) {
        try {
            Files.writeString(file(), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove() {
        try {
            Files.delete(file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file() {
        return folder.resolve("secrets").resolve(ENTRY);
    }
}
