package io.komauth.tools.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.komauth.tools.cli.Json;

import org.junit.jupiter.api.Test;

class UserProfileTest {

    @Test
    void whatIsMissingIsAddedForAdministratorsAlone() throws IOException {
        assertThat(profile("{\"attributes\":[]}").closed(List.of("user_id"))).isEqualTo(profile("""
                {"attributes":[{"name":"user_id","displayName":"user_id","validations":{"length":{"max":255}},
                "permissions":{"view":["admin"],"edit":["admin"]}}]}"""));
    }

    @Test
    void whatIsThereKeepsAllButWhoWritesIt() throws IOException {
        UserProfile profile = profile("""
                {"attributes":[{"name":"nick_name","group":"g","permissions":{"view":["user"],"edit":["admin","user"]}},
                {"name":"shoe_size","permissions":{"edit":["user"]}}],"groups":[{"name":"g"}]}""");

        assertThat(profile.isClosed("nick_name")).isFalse();
        UserProfile closed = profile.closed(List.of("nick_name"));

        assertThat(closed).isEqualTo(profile("""
                {"attributes":[{"name":"nick_name","group":"g","permissions":{"view":["user","admin"],"edit":["admin"]}},
                {"name":"shoe_size","permissions":{"edit":["user"]}}],"groups":[{"name":"g"}]}"""));
        assertThat(closed.isClosed("nick_name")).isTrue();
        assertThat(closed.closed(List.of("nick_name"))).isEqualTo(closed);
        assertThat(closed.isClosed("none")).isFalse();
    }

    private static UserProfile profile(String json) throws IOException {
        return new UserProfile((ObjectNode) Json.parse(json));
    }
}
