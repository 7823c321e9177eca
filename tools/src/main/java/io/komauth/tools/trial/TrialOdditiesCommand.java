package io.komauth.tools.trial;

import java.io.PrintStream;
import java.util.concurrent.Callable;

import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kom trial oddities}. */
@Command(name = "oddities", description = {
        "Only prints the oddities of real dumps, as JSON with the members roles, users and lines.",
        "A row's member oddity says what is odd, and wrong how the reason begins for which it is to be rejected: null is for a "
        + "row whose user logs in, \"either\" for one that logs in or is rejected. Lines are what is no row."})
public final class TrialOdditiesCommand implements Callable<Integer> {

    private final PrintStream out;

    @Parameters(index = "0", paramLabel = "TENANT", description = "Whose export it is.")
    private String tenant;

    public TrialOdditiesCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        out.println(Json.write(new Oddities(tenant, OldPassword.SHA1_OF_MD5).json()));
        return ExitCode.DONE.code();
    }
}
