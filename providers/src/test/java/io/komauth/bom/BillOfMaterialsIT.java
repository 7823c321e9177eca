package io.komauth.bom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.komauth.testing.AnyVersion;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of the JAR as the build has made it; it needs no server. */
@AnyVersion
class BillOfMaterialsIT {

    private static final Path TARGET = Path.of(System.getProperty("build.directory", "target"));

    private static JsonNode bill;
    private static Map<String, String> shipped;

    @BeforeAll
    static void read() throws IOException {
        Path file = TARGET.resolve(BillOfMaterials.NAME);
        assumeTrue(Files.exists(file), "Maven makes no bill of materials without a network");
        bill = new ObjectMapper().readTree(file.toFile());
        shipped = new TreeMap<>();
        try (JarFile jar = new JarFile(TARGET.resolve("keycloak-kom-auth.jar").toFile())) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (!entry.isDirectory()) {
                    shipped.put(entry.getName(), BillOfMaterials.sha256(jar.getInputStream(entry).readAllBytes()));
                }
            }
        }
    }

    @Test
    void theJarHasExactlyTheClassesOfThisProjectAndTheBillListsNoLibrary() throws IOException {
        Path classes = TARGET.resolve("classes");
        try (Stream<Path> compiled = Files.walk(classes)) {
            assertThat(shipped.keySet()).filteredOn(name -> name.endsWith(".class"))
                    .containsExactlyInAnyOrderElementsOf(compiled.map(classes::relativize).map(Path::toString)
                            .filter(name -> name.endsWith(".class")).toList());
        }
        assertThat(components("library")).isEmpty();
    }

    @Test
    void itListsEachFontWithItsBytesAndTheFolderOfTheClips() {
        assertThat(components("file")).isNotEmpty().allSatisfy(font -> assertThat(shipped)
                .containsEntry(BillOfMaterials.path(font), font.at("/hashes/0/content").asText()));
        List<String> paths = components("file", "data").stream().map(BillOfMaterials::path).toList();
        assertThat(shipped.keySet()).filteredOn(name -> name.endsWith(".outlines") || name.endsWith(".wav"))
                .isNotEmpty().allMatch(name -> paths.stream().anyMatch(name::startsWith));
    }

    @Test
    void theClipsComeOfASynthesiserThatAsksForNothingInReturn() {
        assertThat(components("data")).hasSize(1).allSatisfy(clips ->
                assertThat(clips.at("/pedigree/ancestors")).extracting(made -> made.get("name").asText()).containsExactly("flite"));
    }

    @Test
    void itSaysUnderWhichLicenceEachThingIs() {
        assertThat(components("library", "file", "data"))
                .allSatisfy(component -> assertThat(component.at("/licenses/0/license/id").asText()).isNotEmpty());
    }

    @Test
    void itIsTheSameForTheSameSources() {
        assertThat(bill.has("serialNumber")).isFalse();
        assertThat(bill.get("metadata").has("timestamp")).isFalse();
    }

    private static List<JsonNode> components(String... types) {
        return StreamSupport.stream(bill.get("components").spliterator(), false)
                .filter(component -> List.of(types).contains(component.get("type").asText())).toList();
    }
}
