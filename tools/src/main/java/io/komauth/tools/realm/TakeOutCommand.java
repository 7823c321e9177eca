package io.komauth.tools.realm;

import java.util.concurrent.Callable;

import io.komauth.tools.admin.LoginOptions;
import io.komauth.tools.admin.Realm;
import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Output;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kom take-out}. */
@Command(name = "take-out", description = {"Takes out of a realm what refers to the JAR, so that the realm works without it.",
        "Steps of flows give way to Keycloak's own or go; so do the shared signature, the mapper, the tab's component and the "
        + "theme. The password policy must name another algorithm already. It says what it changes. Run again, it changes "
        + "nothing."})
public final class TakeOutCommand implements Callable<Integer> {

    @Mixin
    private final Output output;

    @Mixin
    private final LoginOptions login;

    @Option(names = "--dry-run", description = "Say what would be changed, and change nothing.")
    private boolean dryRun;

    @Parameters(paramLabel = "REALM", description = "The realm's name.")
    private String realm;

    public TakeOutCommand(Output output, LoginOptions login) {
        this.output = output;
        this.login = login;
    }

    @Override
    public Integer call() {
        Realm left = login.connect().realm(Realm.checkName(realm));
        new TakeOut(left, new Changes(realm, dryRun, output)).run();
        return ExitCode.DONE.code();
    }
}
