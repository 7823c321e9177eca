package io.komauth.tools.realm;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A step of a flow, as Keycloak lists it (AuthenticationExecutionInfoRepresentation). */
record Step(ObjectNode json) {

    Step {
        json = json.deepCopy();
    }

    String id() {
        return json.path("id").asText();
    }

    /** The provider's id; empty for a subflow of no provider. */
    String provider() {
        return json.path("providerId").asText("");
    }

    /** A subflow's alias, or the name of the provider. */
    String displayName() {
        return json.path("displayName").asText();
    }

    /** Of a subflow. */
    String flowId() {
        return json.path("flowId").asText();
    }

    /** The id of its settings; empty if it has none. */
    String config() {
        return json.path("authenticationConfig").asText("");
    }

    boolean isDisabled() {
        return json.path("requirement").asText().equals("DISABLED");
    }

    @Override
    public ObjectNode json() {
        return json.deepCopy();
    }
}
