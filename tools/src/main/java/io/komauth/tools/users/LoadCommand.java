package io.komauth.tools.users;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import io.komauth.tools.admin.AdminClient;
import io.komauth.tools.admin.LoginOptions;
import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kom users load}. */
@Command(name = "load", description = {
        "Loads what 'kom users convert' has made into the realms of the folders' names, and compares the realms with the export.",
        "Without --delta it only adds: who is there is skipped, so that it can be run again. It prints one line for each "
        + "tenant."})
public final class LoadCommand implements Callable<Integer> {

    @Mixin
    private final Output output;

    @Mixin
    private final LoginOptions login;

    @Option(names = "--delta", description = "Make users anew as the export has them, and delete those who are gone from it. "
            + "This is refused unless the realm is disabled, which says that the old server is the one that counts.")
    private boolean delta;

    @Option(names = "--batch", paramLabel = "USERS",
            description = "Users in one call, which is one transaction. Default: ${DEFAULT-VALUE}.")
    private int batch = 50;

    @Option(names = "--dry-run", description = "Say what would be done, by the users' names, and change nothing.")
    private boolean dryRun;

    @Parameters(arity = "1..*", paramLabel = "FOLDER/TENANT", description = "Folders that convert has made, one for each tenant.")
    private List<Path> folders;

    public LoadCommand(Output output, LoginOptions login) {
        this.output = output;
        this.login = login;
    }

    @Override
    public Integer call() {
        if (batch < 1) {
            throw Failure.usage("--batch " + batch + " is no number of users");
        }
        List<TenantFiles> tenants = folders.stream().map(TenantFiles::new).toList();
        AdminClient client = login.connect();
        client.requireRealms(tenants.stream().map(TenantFiles::tenant).toList());
        boolean complete = true;
        for (TenantFiles files : tenants) {
            TenantLoad load = new TenantLoad(client.realm(files.tenant()), files, delta, output);
            LoadResult result = dryRun ? load.plan() : load.load(batch);
            output.result(files.tenant() + ": " + (dryRun ? "would be done: " : "") + result.text(),
                    result.json(files.tenant()).put("dryRun", dryRun));
            complete &= result.isComplete();
        }
        return (complete ? ExitCode.DONE : ExitCode.REJECTED).code();
    }
}
