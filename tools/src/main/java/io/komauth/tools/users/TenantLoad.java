package io.komauth.tools.users;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.UrlEncoding;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Output;
import io.komauth.tools.cli.Progress;

/** Loads one tenant's folder into the realm of its name, and compares the realm's users with the export. */
final class TenantLoad {

    private final Realm realm;
    private final TenantFiles files;
    private final boolean delta;
    private final Output output;
    private final LoadResult result = new LoadResult();
    private int users;

    /** @param delta whether changed users are replaced, and users missing in the export are deleted */
    TenantLoad(Realm realm, TenantFiles files, boolean delta, Output output) {
        this.realm = realm;
        this.files = files;
        this.delta = delta;
        this.output = output;
    }

    /** @param size users in a call */
    LoadResult load(int size) {
        RoleImport roles = check();
        if (delta) {
            files.read(TenantFiles.REMOVED, name -> remove(name.asText()));
        }
        roles.load(delta, result);
        Progress progress = output.progress();
        UserImport imported = new UserImport(realm, delta, size, output, result);
        files.read(TenantFiles.USERS, user -> {
            imported.add(user);
            progress.at(() -> realm.name() + ": " + result.users() + " of " + users + " users");
        });
        imported.finish();
        RealmUsers.of(realm).compare(realm.name(), files, output, result);
        return result;
    }

    /** Looks at all that would be refused, and counts what would be done, by the users' names. */
    LoadResult plan() {
        result.addRoles(check().missing());
        RealmUsers there = RealmUsers.of(realm);
        if (delta) {
            files.read(TenantFiles.REMOVED, name -> {
                if (there.contains(name.asText())) {
                    result.remove();
                    there.remove(name.asText());
                }
            });
        }
        files.read(TenantFiles.USERS, user -> result.addUser(there.contains(user.path("username").asText()), delta));
        files.read(TenantFiles.ALL, user -> there.remove(user.path("username").asText()));
        there.nameOthers(realm.name(), output, result);
        return result;
    }

    /** Looks at all that would be refused, before anything is changed. */
    private RoleImport check() {
        JsonNode settings = realm.settings();
        if (delta && settings.path("enabled").asBoolean(true)) {
            throw refused("is enabled, so people log in here; a delta would undo what they changed");
        }
        RealmCheck check = new RealmCheck(settings, realm.get("/users/profile"));
        files.read(TenantFiles.USERS, user -> {
            users++;
            check.add(user);
        });
        List<String> reasons = users == 0 ? List.of() : check.reasons();
        if (!reasons.isEmpty()) {
            reasons.forEach(reason -> output.message(realm.name() + ": " + reason));
            throw refused("so users could not log in; change that first, here or in the export");
        }
        RoleImport roles = new RoleImport(realm, files);
        roles.check(output);
        return roles;
    }

    private void remove(String name) {
        for (JsonNode user : realm.get("/users?exact=true&username=" + UrlEncoding.encode(name))) {
            realm.delete("/users/" + UrlEncoding.encode(user.path("id").asText()));
            result.remove();
        }
    }

    private Failure refused(String reason) {
        return Failure.refused(realm.name() + ": " + reason);
    }
}
