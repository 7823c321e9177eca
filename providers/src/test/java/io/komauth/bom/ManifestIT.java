package io.komauth.bom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

import io.komauth.testing.AnyVersion;

import org.junit.jupiter.api.Test;

/** Whoever finds the JAR in a server's folder can tell what it is, of which version, and under which licence. */
@AnyVersion
class ManifestIT {

    private static final Path TARGET = Path.of(System.getProperty("build.directory", "target"));

    @Test
    void itNamesTheProductItsVersionAndItsLicence() throws IOException {
        try (JarFile jar = new JarFile(TARGET.resolve("keycloak-kom-auth.jar").toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();

            assertThat(manifest.getValue("Implementation-Title")).isEqualTo("Kom Auth");
            assertThat(manifest.getValue("Implementation-Version")).isEqualTo(System.getProperty("project.version"));
            assertThat(manifest.getValue("Implementation-Vendor")).isNotBlank();
            assertThat(manifest.getValue("Bundle-License")).isEqualTo("Apache-2.0");
            assertThat(jar.getInputStream(jar.getEntry("META-INF/LICENSE")).readAllBytes())
                    .isEqualTo(Files.readAllBytes(TARGET.resolve("../../LICENSE")));
        }
    }
}
