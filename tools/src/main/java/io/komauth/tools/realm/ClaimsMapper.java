package io.komauth.tools.realm;

import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Json;

/** The mapper that adds the tenant's claims, in clients and client scopes. */
final class ClaimsMapper {

    private static final String TYPE = "oidc-tenant-claims-mapper";

    private ClaimsMapper() {
    }

    /** Those of a client or client scope. */
    static List<JsonNode> of(JsonNode owner) {
        return StreamSupport.stream(owner.path("protocolMappers").spliterator(), false)
                .filter(mapper -> mapper.path("protocolMapper").asText().equals(TYPE)).toList();
    }

    static ObjectNode create() {
        ObjectNode mapper = Json.object().put("name", "tenant and user").put("protocol", "openid-connect")
                .put("protocolMapper", TYPE);
        mapper.putObject("config").put("access.token.claim", "true").put("id.token.claim", "true")
                .put("userinfo.token.claim", "true").put("introspection.token.claim", "true")
                .put("access.tokenResponse.claim", "true");
        return mapper;
    }
}
