package io.komauth.loginapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.testing.ApiExample;
import io.komauth.testing.Jwt;
import io.komauth.testing.ServerResponse;

/** The example response of the documented API. */
public final class GoldenResponse {

    private static final List<String> CHANGING = List.of("access_token", "refresh_token", "jti", "expires_in");

    private GoldenResponse() {
    }

    /** The same members, in the same order, with the same values but for what each login has anew. */
    public static void assertIs(ServerResponse answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode example = ApiExample.read("response.json");
        JsonNode response = answer.json();

        assertThat(response.fieldNames()).toIterable().containsExactlyElementsOf(example::fieldNames);
        assertThat(withoutChanging(response)).isEqualTo(withoutChanging(example));
        assertThat(response.get("expires_in").isIntegralNumber()).isTrue();
        assertThat(response.get("expires_in").asInt()).isBetween(43199 - 5, 43199 + 5);
        JsonNode accessToken = Jwt.payload(response.get("access_token").asText());
        assertThat(response.get("jti")).isEqualTo(accessToken.get("jti"));
        assertThat(Jwt.payload(response.get("refresh_token").asText()).get("typ").asText()).isEqualTo("Refresh");
    }

    private static JsonNode withoutChanging(JsonNode response) {
        return ((ObjectNode) response.deepCopy()).remove(CHANGING);
    }
}
