package io.komauth.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class IdFormatTest {

    @Test
    void anIdStaysAsKeycloakHasIt() {
        assertThat(IdFormat.KEYCLOAK.format("f:1:ana")).isEqualTo("f:1:ana");
    }

    @Test
    void aNumberIsPositiveAndAlwaysTheSameForTheSameId() {
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = new UUID(i, -i).toString();
            assertThat(Long.parseLong(IdFormat.NUMBER.format(id))).isPositive();
            assertThat(IdFormat.NUMBER.format(id)).isEqualTo(IdFormat.NUMBER.format(id));
            numbers.add(IdFormat.NUMBER.format(id));
        }
        assertThat(numbers).hasSize(10_000);
    }

    /** Services have stored it: no later version may derive another. */
    @Test
    void theNumberOfAnIdNeverChanges() {
        assertThat(IdFormat.NUMBER.format("29316a80-e553-4ca0-a920-e7a1789d4710")).isEqualTo("7890750295516572047");
    }

    @Test
    void anUnknownNameIsNoFormat() {
        assertThat(IdFormat.ofName("number")).hasValue(IdFormat.NUMBER);
        assertThat(IdFormat.ofName("keycloak")).hasValue(IdFormat.KEYCLOAK);
        assertThat(IdFormat.ofName("NUMBER")).isEmpty();
    }
}
