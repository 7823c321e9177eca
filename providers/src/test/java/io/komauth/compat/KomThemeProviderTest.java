package io.komauth.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KomThemeProviderTest {

    @ParameterizedTest(name = "with {0}, and {1} by default")
    @CsvSource({"base keycloak keycloak.v2, keycloak.v2, keycloak.v2", "base keycloak keycloak.v2, acme, keycloak.v2",
            "base keycloak.v3 kom, keycloak.v3, keycloak.v3", "base keycloak.v3 kom, kom, base", "base keycloak.v3, acme, base"})
    void theParentIsOneThatTheServerHas(String themes, String themeOfTheServer, String parent) {
        assertThat(KomThemeProviderFactory.parent(Set.of(themes.split(" "))::contains, themeOfTheServer)).isEqualTo(parent);
    }
}
