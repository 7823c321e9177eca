package io.komauth.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.komauth.testing.Document;
import io.komauth.testing.Shell;
import io.komauth.testing.WithPrograms;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** The server has the options that the files in {@code kubernetes/} set. */
@WithPrograms("bash")
class KubernetesOptionsIT {

    private static final Pattern OPTION = Pattern.compile("(?m)^(?:-\\w, )?--([a-z0-9-]+)");
    private static final String PROVIDER = "spi-";

    private static Set<String> known;

    @BeforeAll
    static void askTheServer(@TempDir Path folder) {
        String version = "keycloak.server.version";
        assumeThat(System.getProperty(version)).as("the files are for the Keycloak of the Containerfile")
                .isEqualTo(Document.property(version));
        known = OPTION.matcher(Shell.in(folder).succeed("kc.sh start --help-all")).results().map(option -> option.group(1))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Keycloak", KubernetesFile.VALUES})
    void theServerHasEveryOption(String kind) {
        List<String> options = KubernetesFile.of(kind).options().keySet().stream()
                .filter(option -> !option.startsWith(PROVIDER)).toList();

        assertThat(options).hasSizeGreaterThan(10);
        assertThat(known).hasSizeGreaterThan(100).containsAll(options).doesNotContain("proxy-trusted-adresses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Keycloak", KubernetesFile.VALUES})
    void ourProvidersHaveEveryOptionOfProviders(String kind) {
        List<String> options = KubernetesFile.of(kind).options().keySet().stream()
                .filter(option -> option.startsWith(PROVIDER)).toList();

        assertThat(options).isNotEmpty();
        assertThat(optionsOfProviders()).containsAll(options);
    }

    private static Set<String> optionsOfProviders() {
        return ServiceLoader.load(Spi.class).stream().map(ServiceLoader.Provider::get)
                .filter(spi -> spi.getClass().getName().startsWith("io.komauth."))
                .flatMap(spi -> ServiceLoader.load(spi.getProviderFactoryClass()).stream().map(ServiceLoader.Provider::get)
                        .flatMap(factory -> options(spi, factory)))
                .collect(Collectors.toSet());
    }

    private static Stream<String> options(Spi spi, ProviderFactory<?> factory) {
        return factory.getConfigMetadata().stream().map(ProviderConfigProperty::getName)
                .map(name -> PROVIDER + spi.getName() + "--" + factory.getId() + "--" + name);
    }
}
