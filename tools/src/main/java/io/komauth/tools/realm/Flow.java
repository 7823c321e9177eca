package io.komauth.tools.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.admin.Realm;
import io.komauth.tools.admin.UrlEncoding;
import io.komauth.tools.cli.Json;

/** An authentication flow of a realm, and changes of its steps. Each change can be made again after a run that broke off. */
final class Flow {

    static final String REGISTRATION_CAPTCHA = "registration-captcha-image";
    private static final String EXECUTIONS = "/authentication/executions";

    private final Realm realm;
    private final String alias;

    Flow(Realm realm, String alias) {
        this.realm = realm;
        this.alias = alias;
    }

    static List<String> aliases(Realm realm) {
        return StreamSupport.stream(realm.get("/authentication/flows").spliterator(), false)
                .map(flow -> flow.path("alias").asText()).toList();
    }

    String alias() {
        return alias;
    }

    /** Its steps and those of its subflows, in their order. */
    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        realm.get(path("/executions")).forEach(step -> steps.add(new Step((ObjectNode) step)));
        return steps;
    }

    /** Puts a step of another provider in the place of one, without its configuration, which is of the old provider. */
    void replace(Step step, String provider) {
        ObjectNode replacement = (ObjectNode) realm.get(execution(step));
        replacement.remove(List.of("id", "authenticatorConfig"));
        replacement.put("authenticator", provider);
        if (!isThere(replacement)) {
            realm.create(EXECUTIONS, replacement);
        }
        remove(step);
    }

    /** Whether a run that broke off has put it there already. */
    private boolean isThere(ObjectNode execution) {
        JsonNode flow = realm.get("/authentication/flows/" + UrlEncoding.encode(execution.path("parentFlow").asText()));
        return StreamSupport.stream(flow.path("authenticationExecutions").spliterator(), false)
                .anyMatch(other -> other.path("authenticator").equals(execution.path("authenticator"))
                        && other.path("priority").equals(execution.path("priority")));
    }

    void remove(Step step) {
        realm.delete(execution(step));
    }

    /**
     * Recreates a registration form without the captcha, with its other steps and their configurations, since Keycloak cannot change
     * the page of a form.
     *
     * @param form a step that is a form flow
     * @param page the provider of the new one's page
     */
    void remakeForm(Step form, String page) {
        String suffix = " without captcha";
        String name = form.displayName() + suffix;
        // of a run that broke off
        steps().stream().filter(step -> step.displayName().equals(name)).forEach(this::remove);
        realm.create(path("/executions/flow"), Json.object().put("alias", name).put("type", "form-flow")
                .put("provider", page).put("description", ""));
        Step made = steps().stream().filter(step -> step.displayName().equals(name)).findFirst().orElseThrow();
        realm.update(path("/executions"), made.json().put("requirement", "REQUIRED"));
        for (Step step : new Flow(realm, form.displayName()).steps()) {
            if (!step.provider().equals(REGISTRATION_CAPTCHA)) {
                copyInto(made.flowId(), step, suffix);
            }
        }
        remove(form);
    }

    private void copyInto(String flowId, Step step, String suffix) {
        ObjectNode execution = (ObjectNode) realm.get(execution(step));
        execution.remove(List.of("id", "authenticatorConfig"));
        String copy = realm.create(EXECUTIONS, execution.put("parentFlow", flowId));
        if (!step.config().isEmpty()) {
            ObjectNode settings = (ObjectNode) realm.get("/authentication/config/" + UrlEncoding.encode(step.config()));
            settings.remove("id");
            settings.put("alias", settings.path("alias").asText("") + suffix);
            realm.create(EXECUTIONS + "/" + UrlEncoding.encode(copy) + "/config", settings);
        }
    }

    private static String execution(Step step) {
        return EXECUTIONS + "/" + UrlEncoding.encode(step.id());
    }

    private String path(String below) {
        return "/authentication/flows/" + UrlEncoding.encode(alias) + below;
    }
}
