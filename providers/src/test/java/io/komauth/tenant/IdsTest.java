package io.komauth.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void anIdStaysAsKeycloakHasIt() {
        assertThat(Ids.KEYCLOAK.write("f:1:ana")).isEqualTo("f:1:ana");
    }

    @Test
    void aNumberIsPositiveAndAlwaysTheSameForTheSameId() {
        Set<String> numbers = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = new UUID(i, -i).toString();
            assertThat(Long.parseLong(Ids.NUMBER.write(id))).isPositive();
            assertThat(Ids.NUMBER.write(id)).isEqualTo(Ids.NUMBER.write(id));
            numbers.add(Ids.NUMBER.write(id));
        }
        assertThat(numbers).hasSize(10_000);
    }

    /** Services have stored it: no later version may derive another. */
    @Test
    void theNumberOfAnIdNeverChanges() {
        assertThat(Ids.NUMBER.write("29316a80-e553-4ca0-a920-e7a1789d4710")).isEqualTo("7890750295516572047");
    }

    @Test
    void aNameThatIsNoneChoosesNothing() {
        assertThat(Ids.named("number")).hasValue(Ids.NUMBER);
        assertThat(Ids.named("keycloak")).hasValue(Ids.KEYCLOAK);
        assertThat(Ids.named("NUMBER")).isEmpty();
    }
}
