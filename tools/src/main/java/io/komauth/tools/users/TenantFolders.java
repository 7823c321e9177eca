package io.komauth.tools.users;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.OnInterrupt;
import io.komauth.tools.cli.PrivateFiles;

/**
 * Writes a folder with one folder for each tenant, for its owner alone. It gets its name when it is complete: a run that
 * breaks off leaves nothing that could be loaded. Lines are collected, so that any number of tenants needs one open file.
 */
final class TenantFolders implements Destination, AutoCloseable {

    private static final int LONGEST_BUFFER = 4 << 20;

    private final Path folder;
    private final Path unfinished;
    private final OnInterrupt clearAway;
    private final Set<String> tenants = new HashSet<>();
    private final Map<Path, StringBuilder> lines = new LinkedHashMap<>();
    private int buffered;
    private boolean complete;

    /** @throws Failure if something of that name is there */
    TenantFolders(Path folder) {
        checkIsNew(folder);
        this.folder = folder.toAbsolutePath();
        unfinished = this.folder.resolveSibling(this.folder.getFileName() + ".unfinished-" + ProcessHandle.current().pid());
        try {
            PrivateFiles.createFolder(unfinished);
        } catch (IOException e) {
            throw Failure.file(unfinished, e);
        }
        clearAway = new OnInterrupt(this::discard);
    }

    /** @throws Failure if something of that name is there, or it cannot be made where it is to be */
    static void checkIsNew(Path folder) {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.usage(folder + " is there already");
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent)) {
            throw Failure.usage(folder + " cannot be made: " + parent + " is no folder that can be written to");
        }
    }

    @Override
    public void tenant(String tenant) {
        if (tenants.add(tenant)) {
            Path path = unfinished.resolve(tenant);
            try {
                PrivateFiles.createFolder(path);
            } catch (FileAlreadyExistsException e) {
                throw Failure.refused(folder + ": the file system takes " + tenant + " for another tenant's folder, since it "
                        + "does not tell capitals from small letters: choose a folder on one that does");
            } catch (IOException e) {
                throw Failure.file(path, e);
            }
        }
    }

    @Override
    public void append(String tenant, String file, String line) {
        tenant(tenant);
        lines.computeIfAbsent(unfinished.resolve(tenant).resolve(file), path -> new StringBuilder()).append(line).append('\n');
        buffered += line.length();
        if (buffered > LONGEST_BUFFER) {
            flush();
        }
    }

    private void flush() {
        lines.forEach((file, text) -> {
            try (BufferedWriter writer = PrivateFiles.append(file)) {
                writer.append(text);
            } catch (IOException e) {
                throw Failure.file(file, e);
            }
        });
        lines.clear();
        buffered = 0;
    }

    /** Gives the folder its name. */
    void complete() {
        flush();
        try {
            Files.move(unfinished, folder);
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
        complete = true;
    }

    /** Deletes the folder unless it is complete. */
    @Override
    public void close() {
        discard();
        clearAway.close();
    }

    private void discard() {
        if (!complete && Files.exists(unfinished)) {
            try {
                PrivateFiles.delete(unfinished);
            } catch (IOException e) {
                throw Failure.file(unfinished, e);
            }
        }
    }
}
