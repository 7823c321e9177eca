package io.komauth.tools.users;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.cli.Output;

/**
 * Finds settings of a realm that would keep users who are imported into it from logging in. Keycloak's import does not
 * look at them; the login does.
 */
final class RealmCheck {

    /** What a username must not have where users may edit it: Keycloak's validators of prohibited characters and homographs. */
    private static final Pattern REFUSED_IN_USERNAMES = Pattern.compile(
            "[^\\p{IsLatin}\\p{IsCommon}]|[<>&\"'\\s\\p{Z}$%!#?§,;:*~/\\\\|^=\\[\\]{}()`]", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern BEYOND_ASCII = Pattern.compile("[^\\x{0}-\\x{7F}].*@");
    private static final int EXAMPLES = 10;

    private final JsonNode realm;
    private final Map<String, Integer> lacking = new TreeMap<>();
    private final List<String> usernames = new ArrayList<>();
    private final List<String> emails = new ArrayList<>();

    /**
     * @param realm   its settings
     * @param profile its user profile
     */
    RealmCheck(JsonNode realm, JsonNode profile) {
        this.realm = realm;
        for (JsonNode attribute : profile.path("attributes")) {
            if (isAskedOfUsers(attribute) && !attribute.path("name").asText().equals("username")) {
                lacking.put(attribute.path("name").asText(), 0);
            }
        }
    }

    /** Whether the login refuses users without a value: it is required, and users may edit it, whatever scopes are requested. */
    private static boolean isAskedOfUsers(JsonNode attribute) {
        JsonNode required = attribute.path("required");
        return required.isObject() && contains(attribute.path("permissions").path("edit"), "user")
                && (required.path("roles").isEmpty() || contains(required.path("roles"), "user"))
                && required.path("scopes").isEmpty();
    }

    private static boolean contains(JsonNode texts, String text) {
        for (JsonNode node : texts) {
            if (node.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    void add(JsonNode user) {
        lacking.replaceAll((name, count) ->
                user.hasNonNull(name) || user.path("attributes").hasNonNull(name) ? count : count + 1);
        String username = user.path("username").asText();
        if (usernames.size() < EXAMPLES && realm.path("editUsernameAllowed").asBoolean()
                && REFUSED_IN_USERNAMES.matcher(username).find()) {
            usernames.add(username);
        }
        String email = user.path("email").asText("");
        if (emails.size() < EXAMPLES && sendsToAsciiOnly() && BEYOND_ASCII.matcher(email).find()) {
            emails.add(email);
        }
    }

    private boolean sendsToAsciiOnly() {
        JsonNode smtp = realm.path("smtpServer");
        return !smtp.isEmpty() && !smtp.path("allowutf8").asText().equals("true");
    }

    /** Why users could not log in; empty if they can. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>();
        if (realm.path("verifyEmail").asBoolean()) {
            reasons.add("it verifies e-mails (Login, Verify email), and those of an export are not verified");
        }
        lacking.forEach((name, count) -> {
            if (count > 0) {
                reasons.add("its user profile requires " + name + ", which " + count + " of the users do not have");
            }
        });
        if (!usernames.isEmpty()) {
            reasons.add("it lets users edit their usernames (Login, Edit username), and so checks their characters: "
                    + String.join(" ", usernames));
        }
        if (!emails.isEmpty()) {
            reasons.add("it sends e-mails, but not to addresses such as " + String.join(" ", emails) + " (Email, Allow UTF-8)");
        }
        return reasons.stream().map(Output::printable).toList();
    }
}
