package io.komauth.tools.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.PrivateFiles;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kom trial export}. */
@Command(name = "export", description = "Only writes the exports of the trial: FOLDER/first, and FOLDER/second of a week later.")
public final class TrialExportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder that is made; it must not be there yet.")
    private Path folder;

    @Parameters(index = "1", arity = "0..1", paramLabel = "TENANTS", defaultValue = "20",
            description = "Default: ${DEFAULT-VALUE}.")
    private int tenants;

    @Parameters(index = "2", arity = "0..1", paramLabel = "USERS", defaultValue = "50000",
            description = "Of all tenants together. Default: ${DEFAULT-VALUE}.")
    private int users;

    @Override
    public Integer call() {
        TrialExport export = new TrialExport(tenants, users);
        try {
            PrivateFiles.createFolder(folder);
        } catch (IOException e) {
            throw Failure.file(folder, e);
        }
        export.write(folder);
        return ExitCode.DONE.code();
    }
}
