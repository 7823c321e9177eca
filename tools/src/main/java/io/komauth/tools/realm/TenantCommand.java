package io.komauth.tools.realm;

import java.util.List;
import java.util.concurrent.Callable;

import io.komauth.tools.admin.LoginOptions;
import io.komauth.tools.admin.Realm;
import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kom tenant}. */
@Command(name = "tenant", description = {"Makes a realm that exists a tenant, and keeps what it has.",
        "Logins by name and password ask for a captcha, and so do registration and password reset where they are switched on: "
        + "pages for proof of work, and for the picture as well after three failed logins, or for the picture alone where the "
        + "realm's attribute captcha.kinds is picture. "
        + "Brute-force protection is on. Only administrators write what the tenant's claims are made of. The clients get the "
        + "claims last, once all else is in order; after a failure none has got them. It says what it changes. Run again, it "
        + "changes nothing."})
public final class TenantCommand implements Callable<Integer> {

    @Mixin
    private final Output output;

    @Mixin
    private final LoginOptions login;

    @Option(names = "--keep-values", description = "The values that users have in the claims' attributes are an administrator's. "
            + "Without this, they must be cleared.")
    private boolean keepValues;

    @Option(names = "--users-edit-names", description = "Users still edit their first and last names, and with them the claims "
            + "real_name and nick_name.")
    private boolean usersEditNames;

    @Option(names = "--dry-run", description = "Say what would be changed, and change nothing.")
    private boolean dryRun;

    @Parameters(index = "0", paramLabel = "REALM", description = "The realm's name.")
    private String realm;

    @Parameters(index = "1..*", paramLabel = "CLIENT", description = "Clients that get the claims, by their client ids.")
    private List<String> clients = List.of();

    public TenantCommand(Output output, LoginOptions login) {
        this.output = output;
        this.login = login;
    }

    @Override
    public Integer call() {
        Realm tenant = login.connect().realm(Realm.checkName(realm));
        Changes changes = new Changes(realm, dryRun, output);
        new MakeTenant(tenant, changes, output.progress(), keepValues, usersEditNames).run(clients);
        return ExitCode.DONE.code();
    }
}
