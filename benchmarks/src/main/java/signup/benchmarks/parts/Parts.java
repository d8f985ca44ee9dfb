package signup.benchmarks.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import signup.local.Broker;
import signup.local.Database;
import signup.local.ExtractedJar;
import signup.local.Keys;
import signup.local.Registry;
import signup.local.process.ChildProcess;
import signup.local.process.FreePort;
import signup.local.process.JavaCommand;
import signup.local.process.Leash;
import signup.local.process.Probe;

/**
 * A broker, a database and a registry, new and empty, and the services that a scenario starts on them, all on free ports
 * of loopback. Closing ends every process and removes the data.
 */
public final class Parts implements AutoCloseable {

    /** As the local stack runs it: durable, with room to write. */
    private static final Map<String, String> DATABASE_OPTIONS =
            Map.of("shared_buffers", "512MB", "max_wal_size", "4GB", "max_connections", "100");

    private static final List<String> BROKER_OPTIONS =
            List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-Dlogback.configurationFile=signup/local/broker-logback.xml");

    private static final List<String> REGISTRY_OPTIONS =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final String DATABASE = "signup";
    private static final String COPY = "signup_copy";
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);

    private final Project project;
    private final JvmOptions options;
    private final Path folder;
    private final Broker broker;
    private final Database database;
    private final Registry registry;
    private final Deque<Service> services = new ArrayDeque<>();
    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();

    private Parts(Project project, JvmOptions options, Path folder) {
        this.project = project;
        this.options = options;
        this.folder = folder;
        CompletableFuture<Broker> starting = CompletableFuture.supplyAsync(() -> broker(folder, options));
        this.database = database(folder);
        this.registry = Registry.inMemory(FreePort.choose(), folder.resolve("registry.log"), REGISTRY_OPTIONS, "KILL");
        this.broker = starting.join();
        Keys.provide(folder.resolve("keys"));
        processes.put("broker", broker.process().handle());
        processes.put("database", database.process().handle());
        processes.put("registry", registry.process().handle());
    }

    /** Starts broker, database and registry, side by side with nothing else. */
    public static Parts start(Project project, JvmOptions options) {
        try {
            Files.createDirectories(project.output());
            Path folder = Files.createTempDirectory(project.output(), "bench-").toRealPath();
            Leash.remove(folder);
            return new Parts(project, options, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String registryUrl() {
        return registry.url();
    }

    /** The key folder that the services were given. */
    public Path keys() {
        return folder.resolve("keys");
    }

    /** A connection as superuser; the caller closes it. */
    public Connection connect() throws SQLException {
        return connect(DATABASE);
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(name), Database.USER, "");
    }

    /** An empty folder that goes with the parts. */
    public Path scratch(String name) {
        return folder.resolve(name);
    }

    /** A copy of the database as it is now; nobody else may be connected to it. */
    public Copy copyOfDatabase() {
        database.execute("postgres", "create database " + COPY + " template " + DATABASE + " strategy file_copy");
        return new Copy();
    }

    /** A database that goes when it is closed. */
    public final class Copy implements AutoCloseable {

        private Copy() {}

        public Connection connect() throws SQLException {
            return Parts.this.connect(COPY);
        }

        /** Where it is, for the superuser. */
        public String jdbcUrl() {
            return database.jdbcUrl(COPY);
        }

        @Override
        public void close() {
            database.execute("postgres", "drop database " + COPY + " with (force)", "checkpoint");
        }
    }

    /** What runs now, by name. */
    public Map<String, ProcessHandle> processes() {
        return Map.copyOf(processes);
    }

    /** Starts an ingress and waits until it is ready. */
    public Service ingress(Map<String, String> settings) {
        return ingress(settings, List.of());
    }

    /** The same with these options of its JVM after the common ones. */
    public Service ingress(Map<String, String> settings, List<String> jvm) {
        int port = FreePort.choose();
        int managementPort = FreePort.choose();
        Map<String, String> all = common("http://127.0.0.1:" + port);
        all.put("server.port", String.valueOf(port));
        all.put("management.server.port", String.valueOf(managementPort));
        all.put("spring.r2dbc.username", "signup_ingress");
        all.putAll(settings);
        return service("ingress", "api-ingress", all, port, managementPort, jvm).awaitReady();
    }

    /**
     * Starts a registration worker; does not wait.
     *
     * @param name tells it from others
     */
    public Service worker(String name, Map<String, String> settings) {
        int port = FreePort.choose();
        Map<String, String> all = common("http://127.0.0.1:8080");
        all.putAll(database(port));
        all.putAll(settings);
        return service(name, "registration-worker", all, port, port);
    }

    /** Starts a notification worker that hands its mails to the SMTP server on that port; does not wait. */
    public Service notificationWorker(int smtpPort, Map<String, String> settings) {
        int port = FreePort.choose();
        Map<String, String> all = common("http://127.0.0.1:8080");
        all.putAll(database(port));
        all.put("spring.mail.host", "127.0.0.1");
        all.put("spring.mail.port", String.valueOf(smtpPort));
        all.putAll(settings);
        return service("notification-worker", "notification-worker", all, port, port);
    }

    /** Lets a registration worker make its tables, and ends it. */
    public void migrate(Map<String, String> settings) {
        try (Service worker = worker("worker-migrating", settings)) {
            worker.awaitReady();
        }
    }

    /**
     * Starts a program of this class path that listens on the port that is its first argument; waits until it does.
     *
     * @param more its further arguments
     */
    public Service program(String name, Class<?> main, String... more) {
        int port = FreePort.choose();
        List<String> arguments = new ArrayList<>(List.of(String.valueOf(port)));
        arguments.addAll(List.of(more));
        ChildProcess process = ChildProcess.start(
                name, JavaCommand.ofClass(options.of(name), main.getName(), arguments), log(name), "TERM");
        Probe.until(() -> Probe.listens(port), process, START_TIMEOUT);
        return started(name, new Service(process, port, port));
    }

    @Override
    public void close() {
        while (!services.isEmpty()) {
            services.pop().close();
        }
        registry.process().stop(STOP_GRACE);
        database.process().stop(STOP_GRACE);
        broker.process().stop(STOP_GRACE);
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> common(String publicUrl) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.profiles.active", "local");
        settings.put("spring.kafka.bootstrap-servers", bootstrapServers());
        settings.put("spring.kafka.properties.schema.registry.url", registryUrl());
        settings.put("spring.r2dbc.url", database.r2dbcUrl(DATABASE));
        settings.put("signup.keys.folder", keys().toString());
        settings.put("signup.public-url", publicUrl);
        settings.put("signup.topics.create", "false");
        return settings;
    }

    private Map<String, String> database(int port) {
        return Map.of(
                "server.port",
                String.valueOf(port),
                "spring.flyway.url",
                database.jdbcUrl(DATABASE),
                "spring.flyway.user",
                Database.USER,
                "spring.r2dbc.username",
                Database.USER);
    }

    private Service service(String name, String module, Map<String, String> settings, int port, int managementPort) {
        return service(name, module, settings, port, managementPort, List.of());
    }

    private Service service(
            String name, String module, Map<String, String> settings, int port, int managementPort, List<String> jvm) {
        List<String> all = new ArrayList<>(options.of(name));
        all.addAll(jvm);
        List<String> arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
        ChildProcess process =
                ChildProcess.start(name, JavaCommand.ofJar(all, extracted(module), arguments), log(name), "TERM");
        return started(name, new Service(process, port, managementPort));
    }

    /** As production runs it. */
    private Path extracted(String module) {
        return ExtractedJar.of(
                project.jar(module), project.output().resolve("run").resolve(module));
    }

    private Service started(String name, Service service) {
        services.push(service);
        processes.put(name, service.handle());
        return service;
    }

    private Path log(String name) {
        Path logs = project.output().resolve("logs");
        try {
            return Files.createDirectories(logs).resolve(name + ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Broker broker(Path folder, JvmOptions options) {
        List<String> all = new ArrayList<>(BROKER_OPTIONS);
        all.addAll(options.recordingOf("broker"));
        Broker broker =
                Broker.start(folder.resolve("kafka"), FreePort.choose(), folder.resolve("kafka.log"), all, "TERM");
        Broker.createTopics(broker.bootstrapServers());
        return broker;
    }

    private static Database database(Path folder) {
        Database database = Database.start(
                folder.resolve("postgresql"),
                FreePort.choose(),
                folder.resolve("postgresql.log"),
                DATABASE_OPTIONS,
                "QUIT");
        database.createRole("signup_ingress", "login");
        database.createRole("signup_login", "nologin");
        database.createDatabase(DATABASE);
        return database;
    }
}
