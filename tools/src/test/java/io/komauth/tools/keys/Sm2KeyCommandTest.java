package io.komauth.tools.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import io.komauth.tools.KomRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class Sm2KeyCommandTest {

    @TempDir
    private Path folder;

    @Test
    void printsThePublicKeyOfThePrivateOneInTheFile() throws IOException {
        Path file = folder.resolve("100001_sm2-private-key");

        KomRun run = KomRun.of("sm2-key", file.toString());

        assertThat(run.exitCode()).as(run.toString()).isZero();
        String privateKey = Files.readString(file).strip();
        assertThat(privateKey).matches("[0-9a-f]{64}");
        assertThat(run.out().strip()).isEqualTo(publicKey(privateKey));
        assertThat(run.out() + run.err()).doesNotContain(privateKey);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayReadTheFile() throws IOException {
        Path file = folder.resolve("key");
        KomRun.of("sm2-key", file.toString());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void writesOverNoFile() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "kept");

        KomRun run = KomRun.of("sm2-key", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(file + ": it is there already");
        assertThat(run.out()).isEmpty();
        assertThat(file).hasContent("kept");
    }

    @Test
    void printsBothKeysWhenAsked() {
        String[] lines = KomRun.of("sm2-key", "--print").out().split("\\R");

        assertThat(lines).hasSize(2);
        assertThat(lines[0]).matches("private [0-9a-f]{64}");
        assertThat(lines[1]).isEqualTo("public " + publicKey(lines[0].substring("private ".length())));
    }

    @Test
    void printsJsonWhenAsked() {
        assertThat(KomRun.of("sm2-key", "--print", "--json").out())
                .matches("\\{\"publicKey\":\"04[0-9a-f]{128}\",\"privateKey\":\"[0-9a-f]{64}\"}\\R");
        assertThat(KomRun.of("sm2-key", folder.resolve("key").toString(), "--json").out())
                .matches("\\{\"publicKey\":\"04[0-9a-f]{128}\"}\\R");
    }

    @Test
    void eachPairIsAnother() {
        assertThat(KomRun.of("sm2-key", "--print").out()).isNotEqualTo(KomRun.of("sm2-key", "--print").out());
    }

    private static String publicKey(String privateKey) {
        return new Sm2KeyPair(new BigInteger(privateKey, 16)).publicHex();
    }
}
