package io.komauth.tools.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.UrlEncoding;
import io.komauth.tools.cli.Failure;
import io.komauth.tools.cli.Json;

/**
 * Takes out of a realm what refers to the JAR. A form with a captcha gives way to Keycloak's own, another step goes, and
 * what is bound stays bound.
 */
final class TakeOut {

    private static final String REGISTRATION_FORM = "registration-captcha-page-form";
    /** Keycloak's own in the place of ours. */
    private static final Map<String, String> REPLACEMENTS = Map.of(
            "captcha-username-password-form", "auth-username-password-form",
            "captcha-username-form", "auth-username-form",
            "captcha-idp-username-password-form", "idp-username-password-form",
            "reset-credentials-captcha", "reset-credentials-choose-user");
    private static final Set<String> WITHOUT_REPLACEMENT = Set.of("direct-grant-validate-captcha",
            "direct-grant-allow-expired-password", "conditional-login-failures", "deny-locked-address",
            Flow.REGISTRATION_CAPTCHA);
    static final String SIGNATURE = "HS256-shared";
    private static final String DEFAULT_SIGNATURE = "RS256";
    static final String THEME = "kom";

    static final Set<String> LISTENERS = Set.of("login-failures", "missing-password");
    /** The beginnings of the names of the realm's attributes. */
    private static final Pattern SETTINGS = Pattern.compile("(captcha|tenant|address-lock|protection)\\..+");

    private final Realm realm;
    private final Changes changes;

    TakeOut(Realm realm, Changes changes) {
        this.realm = realm;
        this.changes = changes;
    }

    /** @throws Failure if the password policy names an algorithm of the JAR */
    void run() {
        if (realm.settings().path("passwordPolicy").asText().contains("md5")) {
            throw Failure.refused(realm.name() + ": the password policy names an algorithm of the JAR: choose another one first");
        }
        undoProtection();
        Flow.aliases(realm).forEach(alias -> takeOutOf(new Flow(realm, alias)));
        clearSignature();
        removeMappers();
        removeTab();
        clearTheme();
        clearListeners();
        clearAttributes();
    }

    /** @return the names of the attributes by which a realm sets something of the JAR */
    static List<String> attributes(JsonNode settings) {
        List<String> names = new ArrayList<>();
        settings.path("attributes").fieldNames().forEachRemaining(name -> {
            if (SETTINGS.matcher(name).matches()) {
                names.add(name);
            }
        });
        return names;
    }

    /** Copies that are in use or were changed stay, and our steps are taken out of them as of other flows. */
    private void undoProtection() {
        new Protection(realm).undoIfPossible(changes.isDryRun()).ifPresent(report -> report.path("parts").forEach(part -> {
            if (part.path("changed").asBoolean()) {
                changes.say("protection-undone", part.path("text").asText());
            }
        }));
    }

    private void takeOutOf(Flow flow) {
        // forms before their steps, which they take along
        flow.steps().stream().filter(step -> step.provider().equals(REGISTRATION_FORM)).forEach(form -> takeOut(flow, form,
                () -> flow.remakeForm(form, "registration-page-form")));
        flow.steps().forEach(step -> {
            if (REPLACEMENTS.containsKey(step.provider())) {
                takeOut(flow, step, () -> flow.replace(step, REPLACEMENTS.get(step.provider())));
            } else if (WITHOUT_REPLACEMENT.contains(step.provider())) {
                takeOut(flow, step, () -> flow.remove(step));
            }
        });
    }

    private void takeOut(Flow flow, Step step, Runnable change) {
        changes.make("step-removed", "flow '" + flow.alias() + "' has no " + step.provider() + " any more", change);
    }

    private void clearSignature() {
        // whichever of its attributes it chooses the algorithm by
        for (JsonNode client : realm.get("/clients")) {
            client.path("attributes").fields().forEachRemaining(attribute -> {
                if (attribute.getValue().asText().equals(SIGNATURE)) {
                    changes.make("signature-cleared", "client " + client.path("clientId").asText() + " has the realm's own signature",
                            () -> Client.of(client).clearAttribute(realm, attribute.getKey()));
                }
            });
        }
        if (realm.settings().path("defaultSignatureAlgorithm").asText().equals(SIGNATURE)) {
            changes.make("signature-cleared", "the default signature algorithm is " + DEFAULT_SIGNATURE,
                    () -> realm.change(Realm.setting("defaultSignatureAlgorithm", DEFAULT_SIGNATURE)));
        }
    }

    private void removeMappers() {
        for (String owners : List.of("/clients", "/client-scopes")) {
            for (JsonNode owner : realm.get(owners)) {
                ClaimsMapper.of(owner).forEach(mapper -> changes.make("mapper-removed", "a mapper of tenant and user is gone",
                        () -> realm.delete(owners + "/" + id(owner) + "/protocol-mappers/models/" + id(mapper))));
            }
        }
    }

    private void removeTab() {
        tabs(realm).forEach(component -> changes.make("component-removed", "the component of the tab Tenant is gone",
                () -> realm.delete("/components/" + id(component))));
    }

    /** The stored components of the tab Tenant. */
    static List<JsonNode> tabs(Realm realm) {
        return elements(realm, "/components").filter(component -> component.has("id")
                && component.path("providerType").asText().equals("org.keycloak.services.ui.extend.UiTabProvider")
                && component.path("providerId").asText().equals("tenant")).toList();
    }

    /** They listen to all realms; a realm that names one would miss it. */
    private void clearListeners() {
        ArrayNode others = Json.object().putArray("eventsListeners");
        List<String> ours = new ArrayList<>();
        realm.settings().path("eventsListeners").forEach(listener -> {
            if (LISTENERS.contains(listener.asText())) {
                ours.add(listener.asText());
            } else {
                others.add(listener);
            }
        });
        if (!ours.isEmpty()) {
            changes.make("listener-removed", "the realm does not name the event listener " + String.join(", ", ours) + " any more",
                    () -> realm.change(Json.object().set("eventsListeners", others)));
        }
    }

    private void clearAttributes() {
        JsonNode settings = realm.settings();
        List<String> ours = attributes(settings);
        if (!ours.isEmpty()) {
            // Keycloak drops those that are left out
            ObjectNode others = ((ObjectNode) settings.path("attributes")).deepCopy().without(ours);
            changes.make("attributes-removed", "the realm has no attributes " + String.join(", ", ours) + " any more",
                    () -> realm.change(Json.object().set("attributes", others)));
        }
    }

    private void clearTheme() {
        if (realm.settings().path("loginTheme").asText().equals(THEME)) {
            changes.make("theme-cleared", "the login theme is the server's",
                    () -> realm.change(Realm.setting("loginTheme", "")));
        }
        clientsWith("login_theme", THEME).forEach(client -> changes.make("theme-cleared",
                "client " + client.clientId() + " has no login theme of its own",
                () -> client.clearAttribute(realm, "login_theme")));
    }

    private List<Client> clientsWith(String attribute, String value) {
        return elements(realm, "/clients").filter(client -> client.path("attributes").path(attribute).asText().equals(value))
                .map(Client::of).toList();
    }

    private static Stream<JsonNode> elements(Realm realm, String path) {
        return StreamSupport.stream(realm.get(path).spliterator(), false);
    }

    private static String id(JsonNode object) {
        return UrlEncoding.encode(object.path("id").asText());
    }
}
