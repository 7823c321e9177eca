package io.komauth.tools.users;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kom users convert}. */
@Command(name = "convert", description = {
        "Turns an export of an old system into one folder for each tenant, for 'kom users load'.",
        "It prints each row that cannot be imported, or whose user could not log in, with the column that is wrong. What it "
        + "writes has password hashes in it: only its owner may read it."})
public final class ConvertCommand implements Callable<Integer> {

    @Mixin
    private final Output output;

    @Option(names = "--without-password", description = "Take enabled users without a password all the same: they need a new one "
            + "before they log in.")
    private boolean withoutPassword;

    @Option(names = "--dry-run", description = "Say which rows are rejected, and write nothing.")
    private boolean dryRun;

    @Parameters(index = "0", paramLabel = "EXPORT", description = "The folder with roles.jsonl and users.jsonl.")
    private Path exported;

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The folder that is made; it must not be there yet.")
    private Path folder;

    @Parameters(index = "2", arity = "0..1", paramLabel = "LOADED",
            description = "The export that was loaded last: write only what is different now, and who is gone.")
    private Path loadedLast;

    public ConvertCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Export.checkIsThere(exported);
        if (loadedLast != null) {
            Export.checkIsThere(loadedLast);
        }
        TenantFolders.checkIsNew(folder);
        Export export = Export.read(exported, withoutPassword);
        LoadedExport loaded = null;
        if (loadedLast != null) {
            Conversion.refuseUnknown(export, output);
            loaded = LoadedExport.of(Export.read(loadedLast, withoutPassword));
        }
        int rejected = dryRun ? new Conversion(Destination.NOWHERE, loaded, output).convert(export) : write(export, loaded);
        return (rejected == 0 ? ExitCode.DONE : ExitCode.REJECTED).code();
    }

    private int write(Export export, LoadedExport loaded) {
        try (TenantFolders folders = new TenantFolders(folder)) {
            int rejected = new Conversion(folders, loaded, output).convert(export);
            folders.complete();
            return rejected;
        }
    }
}
