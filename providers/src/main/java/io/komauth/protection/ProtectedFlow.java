package io.komauth.protection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/** A flow of a realm that a captcha belongs in: how it is bound, and how the captcha comes into a copy of it. */
enum ProtectedFlow {

    /** The login pages. */
    LOGIN("login", "browserFlow", RealmModel::getBrowserFlow, RealmModel::setBrowserFlow, realm -> true,
            Set.of(Steps.LOGIN, Steps.USERNAME), Map.of(Steps.STOCK_LOGIN, Steps.LOGIN, Steps.STOCK_USERNAME, Steps.USERNAME)),

    /** The grant {@code password} of the token endpoint. */
    DIRECT_GRANT("directGrant", "directGrantFlow", RealmModel::getDirectGrantFlow, RealmModel::setDirectGrantFlow, realm -> true,
            Set.of(Steps.DIRECT_GRANT, Steps.LOGIN, Steps.USERNAME), Map.of()),

    /** The registration page: its form stays, and has one action more. */
    REGISTRATION("registration", "registrationFlow", RealmModel::getRegistrationFlow, RealmModel::setRegistrationFlow,
            RealmModel::isRegistrationAllowed, Set.of(Steps.REGISTRATION), Map.of()),

    /** The page for forgotten passwords. */
    PASSWORD_RESET("passwordReset", "resetCredentialsFlow", RealmModel::getResetCredentialsFlow,
            RealmModel::setResetCredentialsFlow, RealmModel::isResetPasswordAllowed, Set.of(Steps.RESET),
            Map.of(Steps.STOCK_RESET, Steps.RESET));

    private final String part;
    private final String binding;
    private final Function<RealmModel, AuthenticationFlowModel> bound;
    private final BiConsumer<RealmModel, AuthenticationFlowModel> bind;
    private final Predicate<RealmModel> use;
    private final Set<String> captchas;
    private final Map<String, String> replacements;

    /**
     * @param part         as requests and reports call it
     * @param binding      the setting of the realm, as the Admin REST API calls it
     * @param use          whether the realm has switched on what the flow is for
     * @param captchas     steps that ask for a captcha, by their providers
     * @param replacements stock steps that give way to one with a captcha
     */
    ProtectedFlow(String part, String binding, Function<RealmModel, AuthenticationFlowModel> bound,
            BiConsumer<RealmModel, AuthenticationFlowModel> bind, Predicate<RealmModel> use, Set<String> captchas,
            Map<String, String> replacements) {
        this.part = part;
        this.binding = binding;
        this.bound = bound;
        this.bind = bind;
        this.use = use;
        this.captchas = captchas;
        this.replacements = replacements;
    }

    String part() {
        return part;
    }

    String binding() {
        return binding;
    }

    boolean isUsed(RealmModel realm) {
        return use.test(realm);
    }

    /** @return the flow that the realm has for this; {@code null} if it has none */
    AuthenticationFlowModel bound(RealmModel realm) {
        return bound.apply(realm);
    }

    void bind(RealmModel realm, AuthenticationFlowModel flow) {
        bind.accept(realm, flow);
    }

    /** @return whether each form or request of the flow needs a captcha, as far as we know its steps */
    boolean isProtected(RealmModel realm, AuthenticationFlowModel flow) {
        List<String> providers = FlowStep.active(realm, flow).map(FlowStep::provider).toList();
        return replacements.keySet().stream().noneMatch(providers::contains) && captchas.stream().anyMatch(providers::contains);
    }

    /** @return whether there is a place that a captcha can go into */
    boolean hasPlace(RealmModel realm, AuthenticationFlowModel flow) {
        return switch (this) {
            case DIRECT_GRANT -> true;
            case REGISTRATION -> FlowStep.active(realm, flow).anyMatch(step -> isForm(realm, step.execution().getFlowId()));
            case LOGIN, PASSWORD_RESET -> FlowStep.active(realm, flow).map(FlowStep::provider)
                    .anyMatch(replacements::containsKey);
        };
    }

    /** @return the provider that takes the place of this one in a copy; itself if none does */
    String inCopy(String provider) {
        return provider == null ? null : replacements.getOrDefault(provider, provider);
    }

    /** @return whether a step of this provider is a page with a captcha, whose settings say which kind */
    boolean isPage(String provider) {
        return provider != null && this != DIRECT_GRANT && captchas.contains(provider);
    }

    static boolean isForm(RealmModel realm, String flowId) {
        AuthenticationFlowModel flow = flowId == null ? null : realm.getAuthenticationFlowById(flowId);
        return flow != null && Steps.FORM_FLOW.equals(flow.getProviderId());
    }

    /** Steps by the ids of their providers. */
    static final class Steps {

        static final String DIRECT_GRANT = "direct-grant-validate-captcha";
        static final String REGISTRATION = "registration-captcha-image";
        static final String FORM_FLOW = "form-flow";

        private static final String STOCK_LOGIN = "auth-username-password-form";
        private static final String LOGIN = "captcha-username-password-form";
        private static final String STOCK_USERNAME = "auth-username-form";
        private static final String USERNAME = "captcha-username-form";
        private static final String STOCK_RESET = "reset-credentials-choose-user";
        private static final String RESET = "reset-credentials-captcha";

        private Steps() {
        }
    }
}
