package io.komauth.tools.realm;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.UrlEncoding;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;
import io.komauth.tools.cli.Progress;

/**
 * Makes a realm that exists a tenant, and keeps what it has. What can be wrong is looked at before anything is changed,
 * and the clients get the claims last, once all else is in order: after a failure none of them trusts anything new.
 */
final class MakeTenant {

    /** What the claims are made of. */
    private static final List<String> CLAIM_ATTRIBUTES =
            List.of("user_id", "real_name", "nick_name", "role_name", "dept_id", "post_id", "oauth_id");
    /** What {@code real_name} and {@code nick_name} are derived from where the user has no attributes of these names. */
    private static final List<String> NAMES = List.of("firstName", "lastName");
    /** Which captchas the realm accepts; if it does not say, the picture alone. */
    private static final String KINDS = "captcha.kinds";
    private static final String EITHER = "either";
    private static final int PAGE = 500;

    private final Realm realm;
    private final Changes changes;
    private final Progress progress;
    private final boolean keepValues;
    private final boolean usersEditNames;

    MakeTenant(Realm realm, Changes changes, Progress progress, boolean keepValues, boolean usersEditNames) {
        this.realm = realm;
        this.changes = changes;
        this.progress = progress;
        this.keepValues = keepValues;
        this.usersEditNames = usersEditNames;
    }

    void run(List<String> clientIds) {
        JsonNode settings = realm.settings();
        List<Client> clients = clientIds.stream().map(this::client).toList();
        protect(settings);
        if (!settings.path("bruteForceProtected").asBoolean()) {
            changes.make("brute-force-protection", "brute-force protection is on",
                    () -> realm.change(Json.object().put("bruteForceProtected", true)));
        }
        closeProfile();
        checkValues();
        if (!clients.isEmpty()) {
            new ClaimsScope(realm, changes).giveTo(clients);
        }
    }

    private Client client(String clientId) {
        for (JsonNode client : realm.get("/clients?clientId=" + UrlEncoding.encode(clientId))) {
            return Client.of(client);
        }
        throw refused("there is no client " + clientId);
    }

    /** With captchas, where people log in, register and reset passwords; the theme stays. */
    private void protect(JsonNode settings) {
        Set<ProtectionPart> parts = EnumSet.of(ProtectionPart.directGrant, ProtectionPart.login);
        if (settings.path("registrationAllowed").asBoolean()) {
            parts.add(ProtectionPart.registration);
        }
        if (settings.path("resetPasswordAllowed").asBoolean()) {
            parts.add(ProtectionPart.passwordReset);
        }
        Protection protection = new Protection(realm);
        JsonNode plan = protection.protect(parts, true);
        for (ProtectionPart part : parts) {
            JsonNode state = plan.path("parts").path(part.name());
            if (state.path("state").asText().equals("no-place")) {
                throw refused("the flow " + state.path("now").asText() + " " + state.path("text").asText());
            }
        }
        JsonNode done = plan.path("changed").asBoolean() && !changes.isDryRun() ? protection.protect(parts, false) : plan;
        if (settings.path("attributes").path(KINDS).asText("").isBlank() && done.path("captchaKinds").asText().equals(EITHER)) {
            changes.say("captcha-kinds", KINDS + " is " + EITHER
                    + ": pages ask for proof of work, and for the picture as well after three failed logins");
        }
        done.path("parts").forEach(state -> {
            if (state.path("changed").asBoolean()) {
                changes.say("flow-bound", state.path("text").asText());
            }
        });
    }

    private void closeProfile() {
        UserProfile profile = profile();
        UserProfile closed = profile.closed(CLAIM_ATTRIBUTES);
        UserProfile wanted = usersEditNames ? closed : closed.closed(namesOf(closed));
        if (!profile.equals(wanted)) {
            // a client that has the claims already would believe these values as soon as users cannot write them
            if (!profile.equals(closed) && anybodyHasTheClaims()) {
                checkValues();
            }
            if (!changes.isDryRun()) {
                realm.update("/users/profile", wanted.json());
            }
            if (!profile.equals(closed)) {
                changes.say("attributes-closed", "administrators alone write " + String.join(", ", CLAIM_ATTRIBUTES));
            }
            if (!closed.equals(wanted)) {
                changes.say("names-closed", "administrators alone write firstName, lastName, "
                        + "which real_name and nick_name come from else; the names of before stay");
            }
        }
        if (usersEditNames) {
            changes.say("names-open", "users write firstName and lastName, "
                    + "and with them real_name and nick_name where they have no attributes of these names");
        }
        // what Keycloak has now is what counts
        UserProfile now = changes.isDryRun() ? wanted : profile();
        if (!CLAIM_ATTRIBUTES.stream().allMatch(now::isClosed)) {
            throw refused("the user profile still lets users write the claims' attributes");
        }
    }

    /** Where users write all that is not in the profile, also names that are not in it. */
    private static List<String> namesOf(UserProfile profile) {
        return profile.letsUsersWriteOthers() ? NAMES : NAMES.stream().filter(profile.names()::contains).toList();
    }

    private UserProfile profile() {
        return new UserProfile((ObjectNode) realm.get("/users/profile"));
    }

    private boolean anybodyHasTheClaims() {
        return List.of("/client-scopes", "/clients").stream()
                .flatMap(path -> StreamSupport.stream(realm.get(path).spliterator(), false))
                .anyMatch(owner -> !ClaimsMapper.of(owner).isEmpty());
    }

    /** Refuses if users have values in the claims' attributes, since it can no longer be told who wrote them. */
    private void checkValues() {
        if (keepValues) {
            return;
        }
        Map<String, Integer> written = new TreeMap<>();
        int[] seen = {0};
        realm.forEach("/users?briefRepresentation=false", PAGE, user -> {
            user.path("attributes").fieldNames().forEachRemaining(name -> {
                if (CLAIM_ATTRIBUTES.contains(name)) {
                    written.merge(name, 1, Integer::sum);
                }
            });
            seen[0]++;
            progress.at(() -> realm.name() + ": " + seen[0] + " users looked at");
        });
        if (!written.isEmpty()) {
            throw refused("users have values from before: " + written.entrySet().stream()
                    .map(count -> count.getKey() + " (" + count.getValue() + ")").collect(Collectors.joining(" "))
                    + " - clear what they wrote themselves, then run this again; "
                    + "with --keep-values if all that is left is an administrator's");
        }
    }

    private Failure refused(String reason) {
        return Failure.refused(realm.name() + ": " + reason);
    }
}
