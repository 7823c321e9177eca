package io.komauth.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server is started with. By default: {@code start-dev}, our JAR and the test support, no realm but master. */
public final class ServerOptions {

    /** A server that lives briefly does not earn back the cost of the JVM's second compiler and of a concurrent collector. */
    private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:-UseG1GC", "-XX:+UseSerialGC");
    /** To verify classes is a tenth of a start. Servers of {@code docker-compose.yml} and of the demo do so. */
    private static final List<String> UNVERIFIED = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");
    /** Room for what requests leave: in the little that a server begins with, a tenth of its time goes to collecting it. */
    private static final List<String> ROOMY = List.of("-Xms512m", "-Xmn256m");
    private static final String JVM_OPTIONS = "JAVA_OPTS_APPEND";
    private static final List<String> KEY_PROVIDERS = List.of("rsa-generated", "rsa-enc-generated");
    static final int HASH_ITERATIONS = 1;
    static final Map<String, String> QUICK_START = Map.of(JVM_OPTIONS, String.join(" ", QUICK));

    private final String name;
    private final List<String> options = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>(QUICK);
    private final List<Path> realms = new ArrayList<>();
    private final List<Path> secrets = new ArrayList<>();
    private final List<Path> extensions = new ArrayList<>();
    private boolean longLived;
    private boolean production;
    private String logLevel = "info,io.komauth:trace";
    private boolean provided = true;
    private boolean testSupport = true;
    private String heap = "";
    private String hosts = "";
    private String relativePath = "";
    private boolean inMemory;
    private boolean hasDatabase;
    private String clusterAddress = "127.0.0.1";

    ServerOptions(String name) {
        this.name = name + BuildFiles.forkSuffix();
    }

    /** Options of {@code kc.sh}, such as {@code --features=stateless}. */
    public ServerOptions options(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Lets the JVM compile thoroughly and realms have keys of the usual size, for a server that is measured. */
    public ServerOptions longLived() {
        longLived = true;
        jvmOptions.removeAll(QUICK);
        return this;
    }

    /** Options of {@code java}, beside those that {@code kc.sh} gives it. */
    public ServerOptions jvmOptions(String... more) {
        jvmOptions.addAll(List.of(more));
        return this;
    }

    /** Serves everything below a path, such as {@code /auth}. */
    public ServerOptions relativePath(String path) {
        relativePath = path;
        return this;
    }

    /** Makes every captcha's answer {@link TokenRequest#CODE}. */
    public ServerOptions fixedCaptchas() {
        return spiOption("captcha", "provider=fixed");
    }

    /** Labels metrics with the realm, those of {@link #fixedCaptchas}, too. */
    public ServerOptions metricsByRealm() {
        return spiOption("captcha", "fixed", "metrics-realm=true").spiOption("captcha", "image", "metrics-realm=true");
    }

    /** Switches the documented API off. */
    public ServerOptions withoutLoginApi() {
        return spiOption("login-api", "kom-ams-auth", "enabled=false");
    }

    /**
     * Has Keycloak put off what it does of itself every 3 and every 15 minutes, for longer than any test lasts: it takes
     * connections for each realm, and locks.
     */
    public ServerOptions withoutHousekeeping() {
        return spiOption("scheduled", "interval=86400")
                .spiOption("user-sessions", "infinispan", "expiration-period=86400");
    }

    private ServerOptions spiOption(String... parts) {
        return options(spi(parts));
    }

    private static String spi(String... parts) {
        // one dash between the parts of an option's name until 26.3
        String dashes = BuildFiles.serverVersion().startsWith("26.2.") ? "-" : "--";
        return "--spi-" + String.join(dashes, parts);
    }

    /** Imports a realm at the start, from a file as the Admin Console exports it. */
    public ServerOptions realm(Path file) {
        realms.add(file);
        return this;
    }

    /** Imports the demo tenant, realm {@code 000000}. */
    public ServerOptions demoRealm() {
        return realm(BuildFiles.demoRealm());
    }

    /** Has a vault of these files, each named {@code realm_entry}, with every underscore in either doubled. */
    public ServerOptions vault(Path... files) {
        secrets.addAll(List.of(files));
        return options("--vault=file", "--vault-dir=${kc.home.dir}/data/vault");
    }

    /** What the server finds names by, as in {@code /etc/hosts}, and by nothing else. */
    public ServerOptions hosts(String... lines) {
        hosts = String.join("\n", lines) + "\n";
        return this;
    }

    /** Keeps its data in memory, unless a database is chosen: quicker, and gone when the server stops. */
    public ServerOptions inMemory() {
        inMemory = true;
        return this;
    }

    /**
     * Lets caches forget by Keycloak's clock, which {@link ServerClock} moves. As a server has it otherwise, they forget by the
     * machine's.
     */
    public ServerOptions cachesByKeycloaksClock() {
        return spiOption("connections-infinispan", "default", "use-keycloak-time-service=true");
    }

    /** As in {@code --log-level}, such as {@code debug,io.komauth:trace}. */
    public ServerOptions logLevel(String levels) {
        logLevel = levels;
        return this;
    }

    /** Drops in another extension beside ours. */
    public ServerOptions extension(Path jar) {
        extensions.add(jar);
        return this;
    }

    /** Leaves out the JAR that makes captchas solvable, as in production. */
    public ServerOptions withoutTestSupport() {
        testSupport = false;
        return this;
    }

    /** Leaves out all JARs: a server as Keycloak ships it. */
    public ServerOptions stock() {
        provided = false;
        return withoutTestSupport();
    }

    /** Keeps its data in a database of that name, which is there already. */
    public ServerOptions database(Database database, String name) {
        hasDatabase = true;
        return options(database.options(name));
    }

    /** Gives the JVM a heap of this size, such as {@code 1g}, from the start. */
    public ServerOptions heap(String size) {
        heap = size;
        return this;
    }

    /** Runs {@code start} in place of {@code start-dev}, on plain HTTP and any host name. */
    public ServerOptions production() {
        production = true;
        return options("--http-enabled=true", "--hostname-strict=false");
    }

    /** Has a node in production mode listen for other nodes at this address of this machine, such as {@code 127.0.0.2}. */
    public ServerOptions clusterAddress(String address) {
        clusterAddress = address;
        return this;
    }

    /** Starts the server and waits until it is ready; it is stopped with this JVM at the latest. */
    public KeycloakServer start() {
        // a container would not reach a database that is a process
        return ChosenDatabase.get().isPresent() ? startProcess() : ServerRuntime.chosen().start(chooseDatabase());
    }

    /** The same, as a process also where others run in containers: its {@link KeycloakServer#process} can be had. */
    public KeycloakServer startProcess() {
        return DistributionServer.start(chooseDatabase());
    }

    private ServerOptions chooseDatabase() {
        Optional<ChosenDatabase> chosen = hasDatabase ? Optional.empty() : ChosenDatabase.get();
        if (chosen.isPresent()) {
            return database(chosen.get().server().create(name), name);
        }
        return inMemory ? options("--db=dev-mem") : this;
    }

    String name() {
        return name;
    }

    String relativePath() {
        return relativePath;
    }

    boolean isProduction() {
        return production;
    }

    String clusterAddress() {
        return clusterAddress;
    }

    /** Everything after the command, but for what the runtime decides. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--health-enabled=true", "--metrics-enabled=true",
                "--log-level=" + logLevel));
        arguments.addAll(options);
        if (!longLived) {
            // to generate two keys of 2048 bits takes longer than the rest of a realm; Keycloak 26.2 does so anyway
            KEY_PROVIDERS.forEach(provider -> arguments.add(spi("keys", provider, "key-size=" + RealmKeys.BITS)));
            // a fifth of the default: still many times what a request takes otherwise, as tests of timing need it
            arguments.add(spi("password-hashing", "argon2", "iterations=" + HASH_ITERATIONS));
        }
        // as in production: start-dev would read and parse each page's template for each request
        arguments.addAll(List.of(spi("theme", "cache-themes=true"), spi("theme", "cache-templates=true")));
        return arguments;
    }

    /** @param hostsFile where the runtime has put {@link #hosts} */
    Map<String, String> environment(String hostsFile) {
        List<String> java = new ArrayList<>(jvmOptions);
        if (!longLived) {
            java.addAll(ROOMY);
            java.addAll(UNVERIFIED);
        }
        if (!hosts.isEmpty()) {
            java.add("-Djdk.net.hosts.file=" + hostsFile);
        }
        Map<String, String> environment = new HashMap<>(Map.of(JVM_OPTIONS, String.join(" ", java)));
        if (production && testSupport) {
            environment.put("KOM_TEST_SUPPORT", "allow");
        }
        if (!heap.isEmpty()) {
            environment.put("JAVA_OPTS_KC_HEAP", "-Xms" + heap + " -Xmx" + heap);
        }
        return environment;
    }

    /** The lines of a hosts file; empty if the machine's counts. */
    String hosts() {
        return hosts;
    }

    List<Path> realms() {
        return realms;
    }

    List<Path> secrets() {
        return secrets;
    }

    List<Path> providers() {
        return Stream.concat(extensions.stream(), provided ? BuildFiles.providers(testSupport).stream() : Stream.empty())
                .toList();
    }
}
