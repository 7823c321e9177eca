package io.komauth.protection;

import java.util.stream.Stream;

import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;

/**
 * A step of a flow.
 *
 * @param execution the step
 * @param active    whether neither it nor a subflow around it is disabled
 */
record FlowStep(AuthenticationExecutionModel execution, boolean active) {

    /** The steps of a flow and of its subflows that are not disabled. */
    static Stream<FlowStep> active(RealmModel realm, AuthenticationFlowModel flow) {
        return all(realm, flow.getId(), true).filter(FlowStep::active);
    }

    private static Stream<FlowStep> all(RealmModel realm, String flowId, boolean active) {
        return realm.getAuthenticationExecutionsStream(flowId).flatMap(execution -> {
            FlowStep step = new FlowStep(execution, active && execution.isEnabled());
            return execution.isAuthenticatorFlow() && execution.getFlowId() != null
                    ? Stream.concat(Stream.of(step), all(realm, execution.getFlowId(), step.active()))
                    : Stream.of(step);
        });
    }

    /** @return the provider's id; empty for a subflow of none */
    String provider() {
        return execution.getAuthenticator() == null ? "" : execution.getAuthenticator();
    }
}
