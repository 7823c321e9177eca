package io.komauth.tools.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.cli.Json;

/**
 * What of the JAR is left in a realm, by what the server has now and not by what was sent to it: all that the realm's export has
 * (flows, clients and their attributes, scopes, mappers, components, policies, settings, attributes), and the tab's component, which no
 * export has.
 */
final class Remnants {

    /** Of steps, mappers, signatures and listeners. */
    private static final Set<String> IDS = Set.of("captcha-username-password-form", "captcha-username-form",
            "captcha-idp-username-password-form", "reset-credentials-captcha", "registration-captcha-page-form",
            Flow.REGISTRATION_CAPTCHA, "direct-grant-validate-captcha", "direct-grant-allow-expired-password",
            "conditional-login-failures", "deny-locked-address", "oidc-tenant-claims-mapper", TakeOut.SIGNATURE);

    /** A text that is ours only where it is the value of this. */
    private static final Map<String, Pattern> VALUES = Map.of("loginTheme", Pattern.compile(TakeOut.THEME),
            "login_theme", Pattern.compile(TakeOut.THEME), "eventsListeners", Pattern.compile(String.join("|", TakeOut.LISTENERS)),
            "passwordPolicy", Pattern.compile(".*(md5-argon2|sha1-md5).*"));

    private final List<String> found = new ArrayList<>();

    private Remnants() {
    }

    /** @return each with the place where it is; empty if nothing is left */
    static List<String> of(Realm realm) {
        Remnants remnants = new Remnants();
        JsonNode export = realm.postForResult("/partial-export?exportClients=true&exportGroupsAndRoles=false", Json.object());
        remnants.scan("", "", export);
        TakeOut.attributes(export).forEach(name -> remnants.found.add("realm attribute " + name));
        TakeOut.tabs(realm).forEach(tab -> remnants.found.add("component of the tab Tenant"));
        return remnants.found;
    }

    private void scan(String place, String name, JsonNode node) {
        if (node.isTextual()) {
            Pattern value = VALUES.get(name);
            if (IDS.contains(node.asText()) || value != null && value.matcher(node.asText()).matches()) {
                found.add(place + ": " + node.asText());
            }
        }
        node.fields().forEachRemaining(member ->
                scan(place.isEmpty() ? member.getKey() : place + " " + member.getKey(), member.getKey(), member.getValue()));
        if (node.isArray()) {
            node.forEach(element -> scan(place + title(element), name, element));
        }
    }

    private static String title(JsonNode element) {
        for (String member : new String[] {"alias", "clientId", "name"}) {
            if (element.path(member).isTextual()) {
                return " '" + element.path(member).asText() + "'";
            }
        }
        return "";
    }
}
