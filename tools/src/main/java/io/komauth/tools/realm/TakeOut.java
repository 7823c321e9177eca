package io.komauth.tools.realm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.UrlEncoding;
import io.komauth.tools.cli.Failure;

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
    private static final String SIGNATURE = "HS256-shared";
    /**
     * All that a client chooses an algorithm by. The JAR signs access tokens alone by this one, but without it no others are
     * made, either.
     */
    private static final List<String> SIGNATURE_ATTRIBUTES = List.of("access.token.signed.response.alg",
            "id.token.signed.response.alg", "user.info.response.signature.alg", "authorization.signed.response.alg");
    private static final String DEFAULT_SIGNATURE = "RS256";
    private static final String THEME = "kom";

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
        Flow.aliases(realm).forEach(alias -> takeOutOf(new Flow(realm, alias)));
        clearSignature();
        removeMappers();
        removeTab();
        clearTheme();
    }

    private void takeOutOf(Flow flow) {
        // forms before their steps, which they take along
        flow.steps().stream().filter(step -> step.provider().equals(REGISTRATION_FORM)).forEach(form -> takeOut(flow, form,
                () -> flow.remakeForm(form, "registration-page-form", false)));
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
        for (String attribute : SIGNATURE_ATTRIBUTES) {
            clientsWith(attribute, SIGNATURE).forEach(client -> changes.make("signature-cleared",
                    "client " + client.clientId() + " has the realm's own signature",
                    () -> client.clearAttribute(realm, attribute)));
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
        elements("/components").filter(component -> component.has("id")
                && component.path("providerType").asText().equals("org.keycloak.services.ui.extend.UiTabProvider")
                && component.path("providerId").asText().equals("tenant"))
                .forEach(component -> changes.make("component-removed", "the component of the tab Tenant is gone",
                        () -> realm.delete("/components/" + id(component))));
    }

    private void clearTheme() {
        if (realm.settings().path("loginTheme").asText().equals(THEME)) {
            changes.make("theme-cleared", "the login theme is Keycloak's",
                    () -> realm.change(Realm.setting("loginTheme", "keycloak.v2")));
        }
        clientsWith("login_theme", THEME).forEach(client -> changes.make("theme-cleared",
                "client " + client.clientId() + " has no login theme of its own",
                () -> client.clearAttribute(realm, "login_theme")));
    }

    private List<Client> clientsWith(String attribute, String value) {
        return elements("/clients").filter(client -> client.path("attributes").path(attribute).asText().equals(value))
                .map(Client::of).toList();
    }

    private Stream<JsonNode> elements(String path) {
        return StreamSupport.stream(realm.get(path).spliterator(), false);
    }

    private static String id(JsonNode object) {
        return UrlEncoding.encode(object.path("id").asText());
    }
}
