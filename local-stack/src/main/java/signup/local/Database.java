package signup.local;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tukaani.xz.XZInputStream;
import signup.local.process.ChildProcess;
import signup.local.process.Leash;
import signup.local.process.Probe;
import signup.local.process.Signals;

/**
 * A PostgreSQL server on loopback, superuser {@code postgres} without a password.
 *
 * <p>PostgreSQL refuses to run as root; as root it is started in a user namespace of its own, where its owner is
 * somebody else.
 */
public final class Database {

    /** The superuser. */
    public static final String USER = "postgres";

    private static final Duration STOP_GRACE = Duration.ofSeconds(20);
    private static final Duration PROGRAM_TIMEOUT = Duration.ofMinutes(3);

    private final ChildProcess process;
    private final int port;

    private Database(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the server and waits until it takes connections.
     *
     * @param data where it keeps its data; made when missing
     * @param log what it prints
     * @param options server settings
     * @param stopSignal what it gets when this JVM ends without stopping it
     */
    public static Database start(Path data, int port, Path log, Map<String, String> options, String stopSignal) {
        Path programs = unpacked().resolve("bin");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(programs, data, log);
        }
        endOrphan(data.resolve("postmaster.pid"));
        List<String> command = program(programs.resolve("pg_ctl"));
        command.addAll(List.of("start", "--wait", "--silent", "--timeout", "150"));
        command.addAll(List.of("--pgdata", data.toString(), "--log", log.toString()));
        command.addAll(List.of("--options", options(port, options)));
        truncate(log);
        run(command, log);
        return new Database(ChildProcess.adopt("postgresql", serverProcess(data), log, stopSignal), port);
    }

    public int port() {
        return port;
    }

    /** The JDBC address of that database, without user. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The R2DBC address of that database, without user. */
    public String r2dbcUrl(String database) {
        return "r2dbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public ChildProcess process() {
        return process;
    }

    /** Runs statements as superuser in that database. */
    public void execute(String database, String... statements) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(database), USER, "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The local PostgreSQL refused a statement", e);
        }
    }

    /** Creates the database unless it exists. */
    public void createDatabase(String name) {
        if (!exists("select from pg_database where datname = '" + name + "'")) {
            execute(USER, "create database " + name);
        }
    }

    /** Creates the role unless it exists. */
    public void createRole(String name, String options) {
        if (!exists("select from pg_roles where rolname = '" + name + "'")) {
            execute(USER, "create role " + name + " " + options);
        }
    }

    private boolean exists(String query) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(USER), USER, "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next();
        } catch (SQLException e) {
            throw new IllegalStateException("The local PostgreSQL refused a query", e);
        }
    }

    /**
     * A server that a killed parent left would refuse the next one; so would a process of somebody else that by
     * chance has the number which the file remembers. The first is ended, the other's number forgotten.
     */
    private static void endOrphan(Path pidFile) {
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            Optional<ProcessHandle> process = ProcessHandle.of(
                    Long.parseLong(Files.readAllLines(pidFile).get(0).strip()));
            if (process.isPresent() && isServer(process.get())) {
                Signals.send(process.get(), "INT");
                Probe.until(() -> !process.get().isAlive(), STOP_GRACE);
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new UncheckedIOException("The former server's number cannot be read: " + pidFile, e);
        }
    }

    private static boolean isServer(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).equals(unpacked().resolve("bin/postgres")))
                .isPresent();
    }

    /** Beside, and moved when it is whole: who is killed meanwhile leaves nothing that looks like a database. */
    private static void initialise(Path programs, Path data, Path log) {
        try {
            Files.createDirectories(data.getParent());
            Path unfinished = Files.createTempDirectory(data.getParent(), data.getFileName() + ".unfinished.");
            initialiseIn(unfinished, programs, log);
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The database's folder cannot be made: " + data, e);
        }
    }

    private static void initialiseIn(Path folder, Path programs, Path log) {
        List<String> command = program(programs.resolve("initdb"));
        command.addAll(List.of("--pgdata", folder.toString(), "--username", USER, "--auth", "trust", "--no-sync"));
        command.addAll(List.of("--encoding", "UTF8", "--locale", "C"));
        command.addAll(List.of("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"));
        run(command, log);
    }

    private static String options(int port, Map<String, String> options) {
        StringBuilder text = new StringBuilder("-p " + port + " -h 127.0.0.1 -k ''");
        options.forEach((name, value) ->
                text.append(" -c ").append(name).append("='").append(value).append('\''));
        return text.toString();
    }

    private static List<String> program(Path program) {
        List<String> command = new ArrayList<>();
        if (new UnixSystem().getUid() == 0) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(program.toString());
        return command;
    }

    private static void run(List<String> command, Path log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().put("LC_ALL", "C");
            builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
            Process process = builder.start();
            Leash.hold(process.toHandle(), "TERM");
            process.onExit().thenAccept(ended -> Leash.release(ended.toHandle()));
            if (!process.waitFor(PROGRAM_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("PostgreSQL cannot be started:\n" + Files.readString(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while PostgreSQL started", e);
        }
    }

    private static long serverProcess(Path data) {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL has ended at once", e);
        }
    }

    private static void truncate(Path log) {
        try {
            Files.write(log, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path unpacked() {
        String platform = platform();
        String resource = "/postgres-" + platform + ".txz";
        return Archive.unpacked("postgresql-" + Versions.of("postgresql") + "-" + platform, () -> {
            InputStream archive = Database.class.getResourceAsStream(resource);
            if (archive == null) {
                throw new IOException("There is no PostgreSQL for this platform on the class path: " + resource);
            }
            return new XZInputStream(archive);
        });
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return system + "-" + architecture;
    }
}
