package io.komauth.testing;

import java.util.List;
import java.util.Map;

import org.keycloak.admin.client.resource.AuthenticationManagementResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;

/** A copy of a built-in flow, changed by the Admin REST API as the docs tell an administrator. */
public final class FlowCopy {

    private static final int FIRST = 1;

    private final AuthenticationManagementResource flows;
    private final String alias;

    private FlowCopy(AuthenticationManagementResource flows, String alias) {
        this.flows = flows;
        this.alias = alias;
    }

    /** Copies a flow; the copy is not bound. */
    public static FlowCopy of(TestRealm realm, String flow) {
        String alias = "copy of " + flow;
        realm.admin().flows().copy(flow, Map.of("newName", alias)).close();
        return new FlowCopy(realm.admin().flows(), alias);
    }

    public String alias() {
        return alias;
    }

    /** Adds a step to the flow itself, before all others. */
    public FlowCopy addFirst(String step) {
        return add(alias, step);
    }

    /** Puts a step in the place of another, before what else is in its subflow. */
    public FlowCopy replace(String old, String step) {
        AuthenticationExecutionInfoRepresentation replaced = find(old);
        add(parent(replaced), step);
        flows.removeExecution(replaced.getId());
        return this;
    }

    /** Adds a step to the subflow that has another one. */
    public FlowCopy addBeside(String other, String step) {
        return add(parent(find(other)), step);
    }

    private FlowCopy require(String step, String requirement) {
        AuthenticationExecutionInfoRepresentation execution = find(step);
        execution.setRequirement(requirement);
        flows.updateExecutions(alias, execution);
        return this;
    }

    private FlowCopy add(String parent, String step) {
        flows.addExecution(parent, Map.of("provider", step, "priority", FIRST));
        return require(step, "REQUIRED");
    }

    private String parent(AuthenticationExecutionInfoRepresentation child) {
        List<AuthenticationExecutionInfoRepresentation> all = flows.getExecutions(alias);
        String parent = alias;
        for (AuthenticationExecutionInfoRepresentation execution : all) {
            if (execution.getId().equals(child.getId())) {
                return parent;
            }
            if (Boolean.TRUE.equals(execution.getAuthenticationFlow()) && execution.getLevel() == child.getLevel() - 1) {
                parent = execution.getDisplayName();
            }
        }
        throw new IllegalStateException(child.getProviderId());
    }

    private AuthenticationExecutionInfoRepresentation find(String step) {
        return flows.getExecutions(alias).stream().filter(execution -> step.equals(execution.getProviderId())).findFirst().orElseThrow();
    }
}
