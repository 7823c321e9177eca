package io.komauth.compat;

import java.util.Optional;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * The flow of a client's token requests, before it runs.
 *
 * <p>Leans on: that Keycloak runs the client's own flow in place of the realm's, if there is one. Since: Keycloak 26.2. Test:
 * {@code AddressLockIT}.
 */
public final class DirectGrantFlow {

    private DirectGrantFlow() {
    }

    /** @return whether the flow of the client has this step as a required one, and not in a subflow */
    public static boolean requires(ClientModel client, String stepId) {
        RealmModel realm = client.getRealm();
        AuthenticationFlowModel flow = Optional.ofNullable(
                client.getAuthenticationFlowBindingOverride(AuthenticationFlowBindings.DIRECT_GRANT_BINDING))
                .map(realm::getAuthenticationFlowById).orElseGet(realm::getDirectGrantFlow);
        return realm.getAuthenticationExecutionsStream(flow.getId())
                .filter(AuthenticationExecutionModel::isRequired)
                .anyMatch(step -> stepId.equals(step.getAuthenticator()));
    }
}
