package io.komauth.signature;

import java.util.Iterator;

import com.fasterxml.jackson.databind.JsonNode;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

import org.keycloak.util.JsonSerialization;

/**
 * Takes the algorithm out of a discovery document. Keycloak lists there every algorithm that it finds a provider for, as one
 * for ID tokens, userinfo and authorization responses; this one signs none of them.
 */
final class DiscoveryFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        // a document that is signed comes as a text
        if (response.hasEntity() && !(response.getEntity() instanceof String)) {
            JsonNode document = JsonSerialization.mapper.valueToTree(response.getEntity());
            document.forEach(DiscoveryFilter::removeAlgorithm);
            response.setEntity(document);
        }
    }

    private static void removeAlgorithm(JsonNode values) {
        if (values.isArray()) {
            Iterator<JsonNode> each = values.elements();
            while (each.hasNext()) {
                if (SharedKey.ALGORITHM.equals(each.next().asText())) {
                    each.remove();
                }
            }
        }
    }
}
