package io.komauth.protection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Who uses a flow beside the binding that it was made for. */
final class FlowUsers {

    private FlowUsers() {
    }

    /** @return each as a message names it */
    static List<String> of(KeycloakSession session, RealmModel realm, AuthenticationFlowModel flow, ProtectedFlow kind) {
        List<String> users = new ArrayList<>();
        for (ProtectedFlow other : ProtectedFlow.values()) {
            if (other != kind && isSame(flow, other.bound(realm))) {
                users.add("the realm's setting " + other.binding());
            }
        }
        Map.of("firstBrokerLoginFlow", isSame(flow, realm.getFirstBrokerLoginFlow()),
                "clientAuthenticationFlow", isSame(flow, realm.getClientAuthenticationFlow()),
                "dockerAuthenticationFlow", isSame(flow, realm.getDockerAuthenticationFlow())).entrySet().stream()
                .filter(Map.Entry::getValue).forEach(setting -> users.add("the realm's setting " + setting.getKey()));
        for (String override : List.of(AuthenticationFlowBindings.BROWSER_BINDING,
                AuthenticationFlowBindings.DIRECT_GRANT_BINDING)) {
            try (Stream<ClientModel> clients =
                    realm.searchClientByAuthenticationFlowBindingOverrides(Map.of(override, flow.getId()), null, null)) {
                clients.map(ClientModel::getClientId).map(client -> "client " + client).filter(Predicate.not(users::contains))
                        .forEach(users::add);
            }
        }
        try (Stream<String> providers = session.identityProviders().getByFlow(flow.getId(), null, null, null)) {
            providers.map(alias -> "identity provider " + alias).forEach(users::add);
        }
        return users;
    }

    private static boolean isSame(AuthenticationFlowModel flow, AuthenticationFlowModel other) {
        return other != null && flow.getId().equals(other.getId());
    }
}
