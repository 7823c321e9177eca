package io.komauth.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheOwnerMayReadThem() throws IOException {
        Path made = PrivateFiles.createFolder(folder.resolve("made"));
        try (Writer writer = PrivateFiles.append(made.resolve("file"))) {
            writer.write("用户");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve("file")))).isEqualTo("rw-------");
    }

    @Test
    void theyAreInUtf8AndAppendedTo() throws IOException {
        Path file = folder.resolve("file");
        for (String text : new String[] {"用", "户"}) {
            try (Writer writer = PrivateFiles.append(file)) {
                writer.write(text);
            }
        }

        assertThat(Files.readString(file)).isEqualTo("用户");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNewFileIsItsOwnersAloneAndNoOtherIsOverwritten() throws IOException {
        Path file = folder.resolve("key");
        try (Writer writer = PrivateFiles.create(file)) {
            writer.write("密钥");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThatThrownBy(() -> PrivateFiles.create(file)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo("密钥");
    }

    @Test
    void aFolderThatIsThereIsNotTaken() throws IOException {
        PrivateFiles.createFolder(folder.resolve("made"));

        assertThatThrownBy(() -> PrivateFiles.createFolder(folder.resolve("made")))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatALinkLeadsToIsNotDeleted() throws IOException {
        Path kept = Files.writeString(folder.resolve("kept"), "kept");
        Path made = PrivateFiles.createFolder(folder.resolve("made"));
        Files.createSymbolicLink(made.resolve("link"), kept);
        Files.createSymbolicLink(made.resolve("folder"), folder);

        PrivateFiles.delete(made);

        assertThat(made).doesNotExist();
        assertThat(kept).exists();
    }
}
