package io.komauth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which package may use which, and who may touch what Keycloak keeps to itself. */
class ArchitectureTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Path BENCHMARKS = Path.of("..", "benchmarks", "src", "main", "java");
    private static final Path COMPAT = SOURCES.resolve(Path.of("io", "komauth", "compat"));

    /** Keycloak's artifacts with its models and SPIs; extensions are written against these. */
    private static final Pattern PUBLIC = Pattern.compile("keycloak-(common|core|server-spi|server-spi-private)-\\d.*");

    /** Artifacts of the server: what of these is not public, is internal. */
    private static final Pattern SERVER =
            Pattern.compile("(keycloak|quarkus|vertx|netty|resteasy|hibernate|infinispan)-.*\\.jar");

    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+);$", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile(
            "^ *(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed) )*"
                    + "(?:class|interface|record|enum|@interface) (\\w+)", Pattern.MULTILINE);
    private static final Pattern LEANS_ON = Pattern.compile(
            "<p>Leans on: .+ Since: Keycloak 26\\.\\d.* Tests?: (.+?)\\. ", Pattern.DOTALL);
    private static final Pattern TEST_CLASS = Pattern.compile("\\{@code (\\w+(?:IT|Test))}");

    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    @DisplayName("Packages use those below them, never those above")
    void floors() {
        layeredArchitecture().consideringOnlyDependenciesInLayers()
                .layer("entry points").definedBy("io.komauth.loginapi", "io.komauth.adminui", "io.komauth.grant",
                        "io.komauth.authentication..", "io.komauth.protection")
                .layer("domain").definedBy("io.komauth.claims", "io.komauth.password", "io.komauth.signature",
                        "io.komauth.captcha..", "io.komauth.bruteforce")
                .layer("foundation").definedBy("io.komauth.tenant", "io.komauth.http", "io.komauth.theme",
                        "io.komauth.cluster", "io.komauth.config", "io.komauth.crypto", "io.komauth.events",
                        "io.komauth.logging", "io.komauth.text")
                .layer("compat").definedBy("io.komauth.compat")
                .whereLayer("entry points").mayNotBeAccessedByAnyLayer()
                .whereLayer("domain").mayOnlyBeAccessedByLayers("entry points")
                .whereLayer("foundation").mayOnlyBeAccessedByLayers("entry points", "domain")
                .whereLayer("compat").mayNotAccessAnyLayer()
                .ensureAllClassesAreContainedInArchitectureIgnoring("io.komauth.shaded..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("No two packages use each other, not even by way of others")
    void noCycles() {
        slices().matching("io.komauth.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    @DisplayName("Nothing outside compat uses an internal class of the server")
    void internals() {
        noClasses().that().resideOutsideOfPackage("io.komauth.compat").should().dependOnClassesThat(areInternal())
                .because("compat is the one place to read when Keycloak changes").check(CLASSES);
    }

    /** The compiler copies constants, so that class files do not tell where these come from. */
    @Test
    @DisplayName("Nothing outside compat imports an internal class of the server, not even for a constant")
    void imports() throws IOException {
        assertThat(sources(SOURCES)).isNotEmpty().filteredOn(file -> !file.startsWith(COMPAT))
                .flatExtracting(file -> matches(IMPORT, file).map(found -> found.group(1)).filter(ArchitectureTest::isInternal)
                        .map(name -> file.getFileName() + " imports " + name).toList())
                .isEmpty();
    }

    @Test
    @DisplayName("Each class of compat says what it leans on, since which version, and which test fails when that breaks")
    void compatSaysWhatItLeansOn() throws IOException {
        List<String> tests = sources(TESTS).stream().map(ArchitectureTest::simpleName).toList();

        assertThat(sources(COMPAT)).filteredOn(file -> !file.endsWith("package-info.java")).isNotEmpty()
                .filteredOn(file -> tests(file).isEmpty() || !tests.containsAll(tests(file))).isEmpty();
    }

    @Test
    @DisplayName("No two classes have one simple name")
    void simpleNames() throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        for (Path root : List.of(SOURCES, TESTS, BENCHMARKS)) {
            for (Path file : sources(root)) {
                matches(TYPE, file).forEach(type ->
                        files.computeIfAbsent(type.group(1), name -> new ArrayList<>()).add(file.toString()));
            }
        }

        assertThat(files).containsKey(ArchitectureTest.class.getSimpleName());
        assertThat(files.values()).filteredOn(declaring -> declaring.size() > 1).isEmpty();
    }

    private static DescribedPredicate<JavaClass> areInternal() {
        return DescribedPredicate.describe("are internal to the server",
                type -> type.getBaseComponentType().getSource().map(source -> isInternal(source.getUri())).orElse(false));
    }

    private static boolean isInternal(URI source) {
        return Stream.of(source.toString().split("[/!]"))
                .anyMatch(part -> SERVER.matcher(part).matches() && !PUBLIC.matcher(part).matches());
    }

    /** @param name of a class or of a member of one, as a source file imports it */
    private static boolean isInternal(String name) {
        return type(name).map(type -> type.getProtectionDomain().getCodeSource()).map(CodeSource::getLocation)
                .map(location -> isInternal(URI.create(location.toString()))).orElse(false);
    }

    private static Optional<Class<?>> type(String name) {
        for (String type = name; type.contains("."); type = type.substring(0, type.lastIndexOf('.'))) {
            try {
                return Optional.of(Class.forName(type, false, ArchitectureTest.class.getClassLoader()));
            } catch (ClassNotFoundException nestedOrMember) {
                // then what is around it is the class
            }
        }
        return Optional.empty();
    }

    private static List<String> tests(Path file) {
        return matches(LEANS_ON, file).flatMap(found -> TEST_CLASS.matcher(found.group(1)).results())
                .map(test -> test.group(1)).toList();
    }

    private static Stream<MatchResult> matches(Pattern pattern, Path file) {
        try {
            String text = Files.readString(file);
            Matcher matcher = pattern.matcher(pattern == LEANS_ON ? text.replaceAll("\\s*\\n \\*\\s*", " ") : text);
            return matcher.results().toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static String simpleName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
