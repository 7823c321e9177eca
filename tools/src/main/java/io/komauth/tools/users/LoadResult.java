package io.komauth.tools.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Json;

/** What loading one tenant has done. */
final class LoadResult {

    private int rolesAdded;
    private int added;
    private int overwritten;
    private int skipped;
    private int removed;
    private int failed;
    private int missing;
    private int others;

    /** @param results of a partial import */
    void countRoles(JsonNode results) {
        rolesAdded += count(results, "ADDED");
    }

    void addRoles(int number) {
        rolesAdded += number;
    }

    /** @param results of a partial import */
    void countUsers(JsonNode results) {
        added += count(results, "ADDED");
        overwritten += count(results, "OVERWRITTEN");
        skipped += count(results, "SKIPPED");
    }

    void addUser(boolean isThere, boolean overwrite) {
        if (!isThere) {
            added++;
        } else if (overwrite) {
            overwritten++;
        } else {
            skipped++;
        }
    }

    void remove() {
        removed++;
    }

    void fail() {
        failed++;
    }

    void miss() {
        missing++;
    }

    void other() {
        others++;
    }

    boolean isComplete() {
        return failed + missing == 0;
    }

    /** How many users of the export have been dealt with. */
    int users() {
        return added + overwritten + skipped + failed;
    }

    String text() {
        return rolesAdded + " roles added; users: " + added + " added, " + overwritten + " overwritten, " + skipped + " skipped, "
                + removed + " removed, " + failed + " failed; " + missing + " missing, " + others + " not of the export";
    }

    ObjectNode json(String realm) {
        return Json.object().put("realm", realm).put("rolesAdded", rolesAdded).put("added", added).put("overwritten", overwritten)
                .put("skipped", skipped).put("removed", removed).put("failed", failed).put("missing", missing)
                .put("notOfTheExport", others);
    }

    private static int count(JsonNode results, String action) {
        int count = 0;
        for (JsonNode result : results.path("results")) {
            count += result.path("action").asText().equals(action) ? 1 : 0;
        }
        return count;
    }
}
