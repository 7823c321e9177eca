package io.komauth.tools.users;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;
import io.komauth.tools.cli.Output;
import io.komauth.tools.cli.Progress;

/**
 * Turns the rows of an export into files for {@code load}, all of them or only what has changed, and says which rows it
 * rejects: those that cannot be imported, or whose user could not log in.
 */
final class Conversion implements Export.Visitor {

    private final Destination destination;
    private final LoadedExport loaded;
    private final Output output;
    private final Progress progress;
    private int roles;
    private int users;
    private int rejected;

    /** @param loaded what the rows are compared with, or null if all of them are to be loaded */
    Conversion(Destination destination, LoadedExport loaded, Output output) {
        this.destination = destination;
        this.loaded = loaded;
        this.output = output;
        progress = output.progress();
    }

    /** @return how many rows are rejected */
    int convert(Export export) {
        export.forEach(this);
        if (loaded != null) {
            loaded.forEachRemoved((tenant, account) -> destination.append(tenant, TenantFiles.REMOVED, Json.quote(account)));
        }
        output.summary(users + " users and " + roles + " roles to load, " + rejected + " rows rejected",
                Json.object().put("users", users).put("roles", roles).put("rejected", rejected));
        return rejected;
    }

    @Override
    public void role(Row row, ObjectNode role) {
        destination.tenant(row.tenant());
        if (loaded == null || !loaded.hasSameRole(row, role)) {
            roles++;
            destination.append(row.tenant(), TenantFiles.ROLES, Json.write(role));
        }
    }

    @Override
    public void user(Row row, ObjectNode user) {
        String json = Json.write(user);
        destination.append(row.tenant(), TenantFiles.ALL, json);
        if (loaded == null || !loaded.hasSameUser(row, user)) {
            users++;
            destination.append(row.tenant(), TenantFiles.USERS, json);
        }
        if (loaded != null) {
            loaded.keep(row);
        }
        progress.at(() -> users + " users to load so far");
    }

    @Override
    public void rejectedRole(Row row, String defect) {
        reject(row, defect);
    }

    @Override
    public void rejectedUser(Row row, String defect) {
        if (loaded != null && saysWhose(row)) {
            loaded.keep(row);
        }
        reject(row, defect);
    }

    private void reject(Row row, String defect) {
        rejected++;
        print(row, defect, output);
    }

    /**
     * Prints the rows that name no user.
     *
     * @throws Failure if there are any, since deleted users could not be told
     */
    static void refuseUnknown(Export export, Output output) {
        int[] unknown = {0};
        export.forEach(new Export.Visitor() {
            @Override
            public void rejectedUser(Row row, String defect) {
                if (!saysWhose(row)) {
                    unknown[0]++;
                    print(row, defect, output);
                }
            }
        });
        if (unknown[0] > 0) {
            throw Failure.refused("Nobody knows whose rows these are, so that who is gone cannot be told: mend them first");
        }
    }

    private static boolean saysWhose(Row row) {
        return row.namesRealm() && row.isText("account");
    }

    private static void print(Row row, String defect, Output output) {
        ObjectNode rejection = row.rejection(defect);
        output.result(Json.write(rejection), rejection);
    }
}
