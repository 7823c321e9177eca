package io.komauth.protection;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import io.komauth.logging.SafeLogger;

import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.representations.idm.ClientPolicyExecutorRepresentation;
import org.keycloak.representations.idm.ClientPolicyRepresentation;
import org.keycloak.representations.idm.ClientProfileRepresentation;
import org.keycloak.services.clientpolicy.ClientPolicyException;

/** The browser flows that client policies choose in place of the realm's, by the executor {@code auth-flow-enforcer}. */
final class PolicyFlows {

    private static final SafeLogger LOG = SafeLogger.of(PolicyFlows.class);
    private static final String EXECUTOR = "auth-flow-enforcer";
    private static final String FLOW = "auth-flow-alias";

    private final KeycloakSession session;
    private final RealmModel realm;

    PolicyFlows(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** @param action takes the name of each enabled policy, and the flow */
    void forEach(BiConsumer<String, AuthenticationFlowModel> action) {
        try {
            List<ClientPolicyRepresentation> policies = enabledPolicies();
            if (policies.isEmpty()) {
                return;
            }
            Map<String, List<ClientPolicyExecutorRepresentation>> executors = executorsByProfile();
            policies.forEach(policy -> policy.getProfiles().stream()
                    .flatMap(profile -> executors.getOrDefault(profile, List.of()).stream()).flatMap(this::flow)
                    .forEach(flow -> action.accept(policy.getName(), flow)));
        } catch (ClientPolicyException e) {
            LOG.warn("cannot read the client policies", e);
        }
    }

    private List<ClientPolicyRepresentation> enabledPolicies() throws ClientPolicyException {
        return session.clientPolicy().getClientPolicies(realm, false).getPolicies().stream()
                .filter(policy -> Boolean.TRUE.equals(policy.isEnabled()) && policy.getProfiles() != null).toList();
    }

    private Map<String, List<ClientPolicyExecutorRepresentation>> executorsByProfile() throws ClientPolicyException {
        return session.clientPolicy().getClientProfiles(realm, false).getProfiles().stream()
                .filter(profile -> profile.getExecutors() != null)
                .collect(Collectors.toMap(ClientProfileRepresentation::getName, ClientProfileRepresentation::getExecutors,
                        (first, second) -> first));
    }

    private Stream<AuthenticationFlowModel> flow(ClientPolicyExecutorRepresentation executor) {
        JsonNode configuration = executor.getConfiguration();
        return EXECUTOR.equals(executor.getExecutorProviderId()) && configuration != null
                ? Stream.of(configuration.path(FLOW).asText()).map(realm::getFlowByAlias).filter(Objects::nonNull)
                : Stream.empty();
    }
}
