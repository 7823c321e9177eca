package io.komauth.tools.realm;

import io.komauth.tools.cli.Json;
import io.komauth.tools.cli.Output;

/** Makes the changes of one realm and says which; with {@code --dry-run} it only says which it would make. */
final class Changes {

    private final String realm;
    private final boolean dryRun;
    private final Output output;
    private boolean empty = true;

    Changes(String realm, boolean dryRun, Output output) {
        this.realm = realm;
        this.dryRun = dryRun;
        this.output = output;
    }

    /** @return whether nothing has been changed, or would be */
    boolean isEmpty() {
        return empty;
    }

    boolean isDryRun() {
        return dryRun;
    }

    /**
     * Makes a change, and then says so.
     *
     * @param kind what programs tell changes apart by
     * @param text for people
     */
    void make(String kind, String text, Runnable change) {
        if (!dryRun) {
            change.run();
        }
        say(kind, text);
    }

    /** Says what has been changed. */
    void say(String kind, String text) {
        empty = false;
        output.result(Output.printable(realm + ": " + (dryRun ? "would be changed: " : "") + text),
                Json.object().put("realm", realm).put("change", kind).put("text", text).put("dryRun", dryRun));
    }
}
