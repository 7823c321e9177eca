package io.komauth.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The MariaDB that is installed on this machine, with Debian's character set and collation. A crash of the machine may lose what
 * it has promised to keep.
 */
final class MariaDb implements Database {

    private static final String SERVER = "mariadbd";
    private static final String INSTALLATION = "mariadb-install-db";
    private static final String CLIENT = "mariadb";

    /** As the Debian package sets them, in {@code 50-server.cnf}. */
    private static final List<String> DEBIANS_DEFAULTS = List.of("--character-set-server=utf8mb4",
            "--collation-server=utf8mb4_general_ci");

    /** Little memory, little to write, no syncing. */
    private static final List<String> SMALL_AND_QUICK = List.of("--innodb-buffer-pool-size=128M", "--innodb-log-file-size=32M",
            "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--skip-log-bin", "--debug-no-sync",
            "--performance-schema=OFF", "--key-buffer-size=1M", "--aria-pagecache-buffer-size=8M");

    private static final String HOST = "127.0.0.1";
    private static final String ACCOUNT = "keycloak";

    private final Path log;
    private final int port;
    private final ServerProcess process;

    private MariaDb(Path log, int port, ServerProcess process) {
        this.log = log;
        this.port = port;
        this.process = process;
    }

    /** @return the programs that it needs and that are not here */
    static List<String> missingPrograms() {
        return Stream.of(SERVER, INSTALLATION, CLIENT).filter(program -> Programs.find(program).isEmpty()).toList();
    }

    /** Starts one on a data folder of its own, and waits until it is ready. */
    static MariaDb start() {
        String name = "mariadb" + BuildFiles.forkSuffix();
        Path folder = BuildFiles.target().resolve(name);
        Path log = Logs.begin(name);
        Installation.delete(folder);
        // an account without a password, but for none other than who runs the tests
        Command.run(log, command(INSTALLATION, folder, "--skip-test-db", "--auth-root-authentication-method=socket",
                "--auth-root-socket-user=" + System.getProperty("user.name")));
        int port = FreePorts.find().http();
        ServerProcess process = ServerProcess.start(new ProcessBuilder(command(SERVER, folder, "--socket=" + socket(),
                "--bind-address=" + HOST, "--port=" + port, "--skip-name-resolve", "--max-connections=500",
                "--pid-file=" + folder.resolve("pid"))).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        MariaDb database = new MariaDb(log, port, process);
        database.awaitReady();
        database.execute("CREATE USER " + account() + " IDENTIFIED BY '" + ACCOUNT + "'");
        return database;
    }

    private static List<String> command(String program, Path folder, String... more) {
        List<String> command = new ArrayList<>(List.of(Programs.existing(program).toString(), "--no-defaults", "--datadir=" + folder));
        command.addAll(DEBIANS_DEFAULTS);
        command.addAll(SMALL_AND_QUICK);
        command.addAll(List.of(more));
        if (isRoot()) {
            // it refuses to run as root unless it is told to
            command.add("--user=root");
        }
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** In a short folder: the path of a socket has some 100 bytes at most. */
    private static Path socket() {
        return Path.of(System.getProperty("java.io.tmpdir"), "mariadb-" + ProcessHandle.current().pid());
    }

    private static String account() {
        return "'" + ACCOUNT + "'@'" + HOST + "'";
    }

    private void awaitReady() {
        List<String> ping = client("SELECT 1");
        Poll.until("MariaDB answers; its log is " + log, () -> {
            if (!process.alive()) {
                throw Logs.notReady("mariadb", log);
            }
            return Command.succeeds(ping);
        });
    }

    private List<String> client(String sql) {
        return List.of(Programs.existing(CLIENT).toString(), "--no-defaults", "--socket=" + socket(),
                "--user=" + System.getProperty("user.name"), "--skip-column-names", "--batch", "--execute=" + sql);
    }

    private String execute(String sql) {
        return Command.run(log, client(sql));
    }

    @Override
    public Database create(String name) {
        execute("CREATE OR REPLACE DATABASE `" + name + "`; GRANT ALL ON `" + name + "`.* TO " + account());
        return this;
    }

    @Override
    public String version() {
        return execute("SELECT VERSION()").replaceFirst("-.*", "").strip();
    }

    @Override
    public String[] options(String name) {
        return new String[] {"--db=mariadb", "--db-url=jdbc:mariadb://" + HOST + ":" + port + "/" + name,
                "--db-username=" + ACCOUNT, "--db-password=" + ACCOUNT};
    }

    @Override
    public void close() {
        process.stop();
    }
}
