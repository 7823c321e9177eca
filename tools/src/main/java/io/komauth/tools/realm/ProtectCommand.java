package io.komauth.tools.realm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.admin.AdminClient;
import io.komauth.tools.admin.LoginOptions;
import io.komauth.tools.admin.Realm;
import io.komauth.tools.cli.ExitCode;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;
import io.komauth.tools.cli.Output;
import io.komauth.tools.cli.Progress;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kom protect}. */
@Command(name = "protect", description = {"Protects realms with a captcha: login, direct grant, registration, password reset, and "
        + "the login theme.",
        "It binds copies of the realm's flows, and changes no flow that is there. It says what it did, and a link to try it. Run "
        + "again, it changes nothing. --undo binds the flows of before and removes the copies. The realm master is protected only "
        + "if it is named, and without its direct grant, by which kcadm.sh and kom log in. A realm that fails or is refused does "
        + "not keep the others from being protected."})
public final class ProtectCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private final Output output;

    @Mixin
    private final LoginOptions login;

    @ArgGroup
    private final Mode mode = new Mode();

    @Option(names = "--dry-run", description = "Say what would be changed, and change nothing.")
    private boolean dryRun;

    @Option(names = "--only", paramLabel = "PART", split = ",",
            description = "Only these parts: login, directGrant, registration, passwordReset, theme. For --undo, too.")
    private List<ProtectionPart> only = List.of();

    @Option(names = "--without", paramLabel = "PART", split = ",", description = "All parts but these.")
    private List<ProtectionPart> without = List.of();

    @Option(names = "--all", description = "All realms that the login sees, except master.")
    private boolean all;

    @Parameters(paramLabel = "REALM", arity = "0..*", description = "The realms' names.")
    private List<String> realms = List.of();

    public ProtectCommand(Output output, LoginOptions login) {
        this.output = output;
        this.login = login;
    }

    @Override
    public Integer call() {
        if (all == !realms.isEmpty()) {
            throw wrong("Which realms? Give their names, or --all");
        }
        if (!only.isEmpty() && !without.isEmpty()) {
            throw wrong("--only and --without exclude each other: leave one of them out");
        }
        if (mode.check && (dryRun || !only.isEmpty() || !without.isEmpty())) {
            throw wrong("--check changes nothing and looks at all parts: leave out --dry-run, --only and --without");
        }
        Set<ProtectionPart> parts = ProtectionPart.of(only, without);
        realms.forEach(Realm::checkName);
        AdminClient client = login.connect();
        client.requireRealms(realms);
        Set<String> names = new LinkedHashSet<>(all ? client.realmNames() : realms);
        if (all) {
            names.remove("master");
        }
        try (ProtectionStates states = new ProtectionStates(client, mode.check ? names : Set.of())) {
            return run(client, names, parts, states).code();
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private ExitCode run(AdminClient client, Set<String> names, Set<ProtectionPart> parts, ProtectionStates states) {
        Progress progress = output.progress();
        Map<String, Failure> failed = new LinkedHashMap<>();
        int open = 0;
        int done = 0;
        for (String name : names) {
            Protection protection = new Protection(client.realm(name));
            try {
                if (mode.check) {
                    open += check(name, states.of(name)) ? 0 : 1;
                } else {
                    report(name, mode.undo ? protection.undo(parts, dryRun) : protection.protect(parts, dryRun));
                }
            } catch (Failure failure) {
                if (!failure.isOfOneRealm()) {
                    throw failure;
                }
                failed.put(name, failure);
            }
            done++;
            int looked = done;
            progress.at(() -> looked + " of " + names.size() + " realms");
        }
        failed.values().forEach(failure -> output.message(Output.printable(failure.getMessage())));
        if (mode.check) {
            output.summary(names.size() - open - failed.size() + " of " + names.size() + " realms are protected",
                    Json.object().put("realms", names.size()).put("open", open));
        }
        ExitCode others = open > 0 ? ExitCode.REJECTED : ExitCode.DONE;
        return failed.values().stream().map(Failure::exitCode).min(Comparator.naturalOrder()).orElse(others);
    }

    /** @return whether the realm is protected */
    private boolean check(String name, JsonNode state) {
        List<String> open = new ArrayList<>();
        state.path("openPaths").forEach(path -> open.add(path.path("text").asText() + " " + path.path("remedy").asText()));
        boolean isProtected = open.isEmpty();
        output.results(isProtected ? List.of(Output.printable(name + ": protected"))
                : open.stream().map(text -> Output.printable(name + ": open: " + text)).toList(), state);
        return isProtected;
    }

    private void report(String name, JsonNode report) {
        List<String> lines = new ArrayList<>();
        String prefix = name + ": " + (dryRun ? "would be changed: " : "");
        report.path("parts").forEach(part -> {
            if (part.path("changed").asBoolean()) {
                lines.add(prefix + part.path("text").asText());
            } else if (part.path("state").asText().equals("no-place")) {
                output.message(Output.printable(name + ": " + part.path("setting").asText() + " '" + part.path("now").asText() + "' "
                        + part.path("text").asText()));
            }
        });
        if (lines.isEmpty()) {
            lines.add(name + ": " + (mode.undo ? "nothing to undo" : "nothing to change"));
        } else if (!mode.undo && !dryRun) {
            lines.add(name + ": try it: " + report.path("tryIt").asText());
            lines.add(name + ": undo it: kom protect --undo " + name);
        }
        output.results(lines.stream().map(Output::printable).toList(), report);
    }

    /** What is to be done in place of protecting. */
    private static final class Mode {

        @Option(names = "--check", description = "Say which realms are protected and what is open in the others, and change nothing. "
                + "Ends with 1 if one is not protected.")
        private boolean check;

        @Option(names = "--undo", description = "Bind the flows of before, and remove the copies. A copy that has been changed "
                + "since is kept; one that a client uses is refused.")
        private boolean undo;
    }
}
