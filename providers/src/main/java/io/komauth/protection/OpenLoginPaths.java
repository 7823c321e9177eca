package io.komauth.protection;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.komauth.compat.FlowSteps;
import io.komauth.compat.LinkOnlyProviders;
import io.komauth.protection.LoginPathKind.Severity;
import io.komauth.protection.LoginProviders.Judged;

import org.keycloak.common.Profile;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.DefaultAuthenticationFlows;

/**
 * What is still open in a realm: the login paths that check a password, register a user or send an e-mail without a captcha, each with
 * its remedy; and what else is not as protected as it may seem, or shows errors to people. It reads the realm as it is now, and changes
 * nothing. The context of the session must have the realm.
 */
public final class OpenLoginPaths {

    private static final Set<Judged> PASSWORDS = Set.of(Judged.PASSWORD);
    private static final Set<Judged> PASSWORDS_AND_NAMES = Set.of(Judged.PASSWORD, Judged.NAME);
    private static final Set<String> REPEATED_PAGES =
            Set.of("auth-password-form", "auth-username-password-form", "idp-username-password-form");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RealmClients clients;
    private final Set<Severity> wanted;
    private final Set<OpenLoginPath> found = new LinkedHashSet<>();
    private final Set<String> reachable = new HashSet<>();

    private OpenLoginPaths(KeycloakSession session, RealmModel realm, Set<Severity> wanted) {
        this.session = session;
        this.realm = realm;
        this.wanted = wanted;
        clients = new RealmClients(session, realm);
    }

    /** Inspects a realm, as it is now. */
    public static OpenLoginPaths of(KeycloakSession session, RealmModel realm) {
        OpenLoginPaths paths = new OpenLoginPaths(session, realm, EnumSet.allOf(Severity.class));
        paths.inspect();
        return paths;
    }

    /**
     * Inspects a realm for what shows errors to people alone, and asks the database for clients only where there is such a flow.
     *
     * @return what it finds
     */
    static List<OpenLoginPath> errors(KeycloakSession session, RealmModel realm) {
        OpenLoginPaths paths = new OpenLoginPaths(session, realm, EnumSet.of(Severity.ERROR));
        paths.inspect();
        return List.copyOf(paths.found);
    }

    /** @return the login paths without a captcha; empty if each has one */
    public List<OpenLoginPath> open() {
        return found.stream().filter(path -> path.kind().severity() == Severity.OPEN).toList();
    }

    /** @return what is not open, but an administrator should know */
    public List<OpenLoginPath> warnings() {
        return found.stream().filter(path -> path.kind().severity() != Severity.OPEN).toList();
    }

    private void inspect() {
        add(LoginPathKind.BROWSER_FLOW, realm.getBrowserFlow(), false, PASSWORDS, Map.of());
        inspectDirectGrants();
        inspectClients();
        new PolicyFlows(session, realm).forEach((policy, flow) ->
                add(LoginPathKind.CLIENT_POLICY_FLOW, flow, false, PASSWORDS, Map.of("policy", policy)));
        if (realm.isRegistrationAllowed()) {
            add(LoginPathKind.REGISTRATION, realm.getRegistrationFlow(), false, PASSWORDS_AND_NAMES, Map.of());
        }
        if (realm.isResetPasswordAllowed()) {
            add(LoginPathKind.RESET_PASSWORD, realm.getResetCredentialsFlow(), false, PASSWORDS_AND_NAMES, Map.of());
        }
        session.identityProviders().getAllStream().filter(IdentityProviderModel::isEnabled)
                .forEach(this::inspectIdentityProvider);
        inspectOtherProtocols();
        InvalidSettings.of(realm).forEach(found::add);
        if (wanted.contains(LoginPathKind.THEME_WITHOUT_FIELD.severity())) {
            ThemesWithoutField.of(session, reachable).forEach(found::add);
        }
    }

    /** Clients with a direct grant flow of their own come later. */
    private void inspectDirectGrants() {
        AuthenticationFlowModel flow = realm.getDirectGrantFlow();
        List<OpenLoginPath> paths = paths(LoginPathKind.DIRECT_GRANT_FLOW, flow, true, PASSWORDS, Map.of());
        if (!paths.isEmpty() && clients.anyUsesDirectGrantFlow()) {
            found.addAll(paths);
        }
    }

    private void inspectClients() {
        realm.getAuthenticationFlowsStream().filter(flow -> flow.isTopLevel() && !flow.getProviderId().equals("client-flow"))
                .toList().forEach(flow -> {
                    inspectClients(flow, AuthenticationFlowBindings.BROWSER_BINDING, false);
                    inspectClients(flow, AuthenticationFlowBindings.DIRECT_GRANT_BINDING, true);
                });
    }

    private void inspectClients(AuthenticationFlowModel flow, String binding, boolean isDirectGrant) {
        LoginPathKind kind = isDirectGrant ? LoginPathKind.CLIENT_DIRECT_GRANT_FLOW : LoginPathKind.CLIENT_BROWSER_FLOW;
        if (!paths(kind, flow, isDirectGrant, PASSWORDS, Map.of()).isEmpty()) {
            clients.withFlow(binding, flow).filter(client -> !isDirectGrant || RealmClients.allowsDirectGrants(client))
                    .map(ClientModel::getClientId).sorted()
                    .forEach(client -> add(kind, flow, isDirectGrant, PASSWORDS, Map.of("client", client)));
        }
    }

    private void inspectIdentityProvider(IdentityProviderModel provider) {
        Map<String, String> concerns = Map.of("identityProvider", provider.getAlias());
        if (!LinkOnlyProviders.include(provider)) {
            String first = provider.getFirstBrokerLoginFlowId();
            add(LoginPathKind.FIRST_BROKER_LOGIN, first == null ? realm.getFirstBrokerLoginFlow()
                    : realm.getAuthenticationFlowById(first), false, PASSWORDS, concerns);
        }
        if (provider.getPostBrokerLoginFlowId() != null) {
            add(LoginPathKind.POST_BROKER_LOGIN, realm.getAuthenticationFlowById(provider.getPostBrokerLoginFlowId()), false, PASSWORDS,
                    concerns);
        }
    }

    private void inspectOtherProtocols() {
        AuthenticationFlowModel ecp = realm.getFlowByAlias(DefaultAuthenticationFlows.SAML_ECP_FLOW);
        if (!paths(LoginPathKind.SAML_ECP, ecp, false, PASSWORDS, Map.of()).isEmpty()) {
            clients.withEcp().map(ClientModel::getClientId).sorted()
                    .forEach(client -> add(LoginPathKind.SAML_ECP, ecp, false, PASSWORDS, Map.of("client", client)));
        }
        AuthenticationFlowModel docker = realm.getDockerAuthenticationFlow();
        if (Profile.isFeatureEnabled(Profile.Feature.DOCKER)
                && !paths(LoginPathKind.DOCKER, docker, false, PASSWORDS, Map.of()).isEmpty()) {
            clients.ofDocker().map(ClientModel::getClientId).sorted()
                    .forEach(client -> add(LoginPathKind.DOCKER, docker, false, PASSWORDS, Map.of("client", client)));
        }
    }

    private void add(LoginPathKind kind, AuthenticationFlowModel flow, boolean isDirectGrant, Set<Judged> judged,
            Map<String, String> concerns) {
        found.addAll(paths(kind, flow, isDirectGrant, judged, concerns));
        if (flow != null) {
            FlowInspection.of(session, realm, flow, isDirectGrant).forEach(step -> reachable.add(step.id()));
        }
    }

    /** @param flow may be {@code null}: the realm has none, and then no login */
    private List<OpenLoginPath> paths(LoginPathKind kind, AuthenticationFlowModel flow, boolean isDirectGrant, Set<Judged> judged,
            Map<String, String> concerns) {
        List<OpenLoginPath> paths = new ArrayList<>();
        if (flow != null) {
            for (InspectedStep step : FlowInspection.of(session, realm, flow, isDirectGrant)) {
                kinds(kind, step, isDirectGrant, judged).filter(each -> wanted.contains(each.severity()))
                        .forEach(each -> paths.add(path(each, step, concerns)));
            }
        }
        return paths;
    }

    private static Stream<LoginPathKind> kinds(LoginPathKind kind, InspectedStep step, boolean isDirectGrant, Set<Judged> judged) {
        boolean isMisplaced = isDirectGrant ? LoginProviders.isForPages(step.id()) : LoginProviders.isForDirectGrants(step.id());
        LoginPathKind misplaced = isDirectGrant ? LoginPathKind.PAGE_STEP_IN_DIRECT_GRANT_FLOW
                : LoginPathKind.DIRECT_GRANT_STEP_IN_PAGE_FLOW;
        return Stream.concat(protection(kind, step, judged.contains(step.judged())).stream(),
                isMisplaced ? Stream.of(misplaced) : Stream.empty());
    }

    private static Optional<LoginPathKind> protection(LoginPathKind kind, InspectedStep step, boolean isJudging) {
        if (step.judged() == Judged.UNKNOWN) {
            return Optional.of(LoginPathKind.UNKNOWN_STEP);
        }
        if (!isJudging && step.judged() != Judged.CAPTCHA) {
            return Optional.empty();
        }
        return switch (step.cover()) {
            case NONE -> Optional.of(kind);
            case AFTER_FAILURES -> Optional.of(LoginPathKind.CAPTCHA_AFTER_FAILURES);
            case ALWAYS -> REPEATED_PAGES.contains(step.id()) ? Optional.of(LoginPathKind.PASSWORD_PAGE_AFTER_CAPTCHA)
                    : Optional.empty();
            case UNREACHABLE -> Optional.empty();
        };
    }

    private OpenLoginPath path(LoginPathKind kind, InspectedStep step, Map<String, String> concerns) {
        Map<String, String> all = new LinkedHashMap<>(concerns);
        all.put("flow", step.flow());
        all.put("step", step.id());
        return new OpenLoginPath(kind, all, Stream.concat(Stream.of(step.flow(), FlowSteps.displayName(session, step.id())),
                concerns.values().stream()).toList());
    }
}
