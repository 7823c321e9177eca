package io.komauth.protection;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.komauth.protection.ProtectedFlow.Steps;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.RealmModel;

/**
 * Copies a flow with its subflows and settings, as Keycloak's own "Duplicate" does, and puts our steps in place of the stock ones on
 * the way. The original stays as it is.
 */
final class FlowCopier {

    private static final String PREFIX = "captcha ";

    /** Keycloak's columns have 255 characters; what is cut off leaves room for a number. */
    private static final int LONGEST_ALIAS = 245;

    /** Of the pages in the templates. */
    private static final Map<String, String> WORK_AND_PICTURE = Map.of("captcha-kind", "work-and-picture", "picture-failures", "3");

    private final RealmModel realm;
    private final ProtectedFlow kind;
    private final boolean work;
    private String name;

    /** @param work whether its pages ask for proof of work, and for the picture as well after failed logins */
    FlowCopier(RealmModel realm, ProtectedFlow kind, boolean work) {
        this.realm = realm;
        this.kind = kind;
        this.work = work;
    }

    /** @return the copy, with the captcha */
    AuthenticationFlowModel copy(AuthenticationFlowModel original) {
        name = copyName(realm, original);
        AuthenticationFlowModel copy = addFlow(original, name, true);
        AuthenticationFlowModel body = copy;
        if (kind == ProtectedFlow.DIRECT_GRANT) {
            body = addDirectGrantStep(original, copy);
        }
        copySteps(original.getId(), body.getId());
        return copy;
    }

    /** @return the alias that a copy of the flow gets */
    static String copyName(RealmModel realm, AuthenticationFlowModel original) {
        String alias = original.getAlias();
        return unique(alias.startsWith(PREFIX) ? alias : PREFIX + alias, other -> realm.getFlowByAlias(other) != null);
    }

    /**
     * Before all others. Keycloak runs no alternative steps beside a required one, so those get a subflow of their own.
     *
     * @return the flow for the other steps
     */
    private AuthenticationFlowModel addDirectGrantStep(AuthenticationFlowModel original, AuthenticationFlowModel copy) {
        List<AuthenticationExecutionModel> steps = realm.getAuthenticationExecutionsStream(original.getId()).toList();
        int first = steps.isEmpty() ? 0 : steps.get(0).getPriority();
        AuthenticationExecutionModel captcha = new AuthenticationExecutionModel();
        captcha.setAuthenticator(Steps.DIRECT_GRANT);
        captcha.setRequirement(Requirement.REQUIRED);
        captcha.setPriority(first - 1);
        captcha.setParentFlow(copy.getId());
        realm.addAuthenticatorExecution(captcha);
        if (steps.stream().noneMatch(AuthenticationExecutionModel::isAlternative)) {
            return copy;
        }
        AuthenticationFlowModel rest = addFlow(original, unusedFlow(name + " steps"), false);
        AuthenticationExecutionModel subflow = new AuthenticationExecutionModel();
        subflow.setAuthenticatorFlow(true);
        subflow.setFlowId(rest.getId());
        subflow.setRequirement(Requirement.REQUIRED);
        subflow.setPriority(first);
        subflow.setParentFlow(copy.getId());
        realm.addAuthenticatorExecution(subflow);
        return rest;
    }

    private AuthenticationFlowModel addFlow(AuthenticationFlowModel original, String alias, boolean topLevel) {
        AuthenticationFlowModel copy = new AuthenticationFlowModel();
        copy.setAlias(alias);
        copy.setDescription(original.getDescription());
        copy.setProviderId(original.getProviderId());
        copy.setTopLevel(topLevel);
        return realm.addAuthenticationFlow(copy);
    }

    private void copySteps(String from, String to) {
        List<AuthenticationExecutionModel> steps = realm.getAuthenticationExecutionsStream(from).toList();
        for (AuthenticationExecutionModel step : steps) {
            copyStep(step, to);
        }
        if (kind == ProtectedFlow.REGISTRATION && ProtectedFlow.isForm(realm, to)
                && steps.stream().noneMatch(step -> Steps.REGISTRATION.equals(step.getAuthenticator()))) {
            AuthenticationExecutionModel captcha = new AuthenticationExecutionModel();
            captcha.setAuthenticator(Steps.REGISTRATION);
            captcha.setRequirement(Requirement.REQUIRED);
            captcha.setPriority(steps.isEmpty() ? 0 : steps.get(steps.size() - 1).getPriority() + 1);
            captcha.setParentFlow(to);
            captcha.setAuthenticatorConfig(pageConfig());
            realm.addAuthenticatorExecution(captcha);
        }
    }

    private void copyStep(AuthenticationExecutionModel step, String to) {
        String provider = kind.inCopy(step.getAuthenticator());
        boolean replaced = provider != null && !provider.equals(step.getAuthenticator());
        AuthenticationExecutionModel copy = new AuthenticationExecutionModel();
        copy.setAuthenticator(provider);
        copy.setAuthenticatorFlow(step.isAuthenticatorFlow());
        copy.setRequirement(kind == ProtectedFlow.REGISTRATION && Steps.REGISTRATION.equals(provider)
                ? Requirement.REQUIRED : step.getRequirement());
        copy.setPriority(step.getPriority());
        copy.setParentFlow(to);
        if (step.getFlowId() != null) {
            AuthenticationFlowModel subflow = realm.getAuthenticationFlowById(step.getFlowId());
            AuthenticationFlowModel copied = addFlow(subflow, unusedFlow(name + " " + subflow.getAlias()), false);
            copySteps(subflow.getId(), copied.getId());
            copy.setFlowId(copied.getId());
        }
        // the settings of a replaced step are of another provider
        String config = replaced ? null : copyOfConfig(step.getAuthenticatorConfig());
        copy.setAuthenticatorConfig(config == null && kind.isPage(provider) ? pageConfig() : config);
        realm.addAuthenticatorExecution(copy);
    }

    private String pageConfig() {
        return work ? addConfig(name + " page", WORK_AND_PICTURE) : null;
    }

    private String copyOfConfig(String id) {
        if (id == null) {
            return null;
        }
        AuthenticatorConfigModel config = realm.getAuthenticatorConfigById(id);
        // what is not the realm's is shared by all realms
        return config == null ? id : addConfig(name + " " + config.getAlias(), config.getConfig());
    }

    private String addConfig(String alias, Map<String, String> values) {
        AuthenticatorConfigModel config = new AuthenticatorConfigModel();
        config.setAlias(unique(alias, other -> realm.getAuthenticatorConfigByAlias(other) != null));
        config.setConfig(values == null ? new HashMap<>() : new HashMap<>(values));
        return realm.addAuthenticatorConfig(config).getId();
    }

    private String unusedFlow(String alias) {
        return unique(alias, other -> realm.getFlowByAlias(other) != null);
    }

    /** A character that UTF-16 has in two parts is left out if the cut is between them. */
    private static String withoutHalf(String cut) {
        return Character.isHighSurrogate(cut.charAt(cut.length() - 1)) ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static String unique(String alias, Predicate<String> isTaken) {
        String stem = alias.length() > LONGEST_ALIAS ? withoutHalf(alias.substring(0, LONGEST_ALIAS)) : alias;
        String free = stem;
        for (int number = 2; isTaken.test(free); number++) {
            free = stem + " " + number;
        }
        return free;
    }
}
