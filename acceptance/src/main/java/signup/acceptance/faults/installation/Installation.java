package signup.acceptance.faults.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import signup.acceptance.Subscriber;
import signup.local.Broker;
import signup.local.Database;
import signup.local.Keys;
import signup.local.Ports;
import signup.local.Registry;
import signup.local.Service;
import signup.local.ServiceSettings;
import signup.local.mailbox.Mailbox;
import signup.local.process.ChildProcess;
import signup.local.process.LogFile;

/**
 * Broker, database, registry, mail sink, the ingress, three registration workers (the third not started) and the
 * notification worker: new, empty, from the built jars, on ports of their own. Closing ends every process and removes the
 * data; the logs stay.
 */
public final class Installation implements AutoCloseable {

    /** Few, so that they can run out. */
    static final int MAX_CONNECTIONS = 60;

    private static final String DATABASE = "signup";
    private static final String REGISTRY_DATABASE = "registry";
    private static final int WORKERS = 3;
    private static final int FIRST_WORKER_PORT = 8093;

    private static final Map<String, String> DATABASE_OPTIONS = Map.of(
            "shared_buffers", "64MB",
            "max_wal_size", "1GB",
            "max_connections", String.valueOf(MAX_CONNECTIONS));
    private static final List<String> BROKER_OPTIONS = List.of(
            "-Xmx384m",
            "-Xms64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=signup/local/broker-logback.xml");
    private static final List<String> SMALL_AND_QUICK_TO_START =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Ports ports;
    private final Path data;
    private final Path logs;
    private final Mailbox mailbox;
    private final Part broker;
    private final Part database;
    private final Part registry;
    private final Part ingress;
    private final List<Part> workers;
    private final Part notification;

    private Installation(Path root, Timeouts timeouts, List<String> ingressOptions, Path folder) {
        this.ports = Ports.free();
        this.data = folder.resolve("data");
        this.logs = folder.resolve("logs");
        make(data);
        make(logs);
        Path keys = data.resolve("keys");
        Keys.provide(keys);
        this.mailbox = Mailbox.open(data.resolve("mails"), ports.smtp());
        this.broker = infrastructure("broker", this::startBroker);
        this.database = infrastructure("PostgreSQL", () -> startDatabase().process());
        this.registry = infrastructure("registry", this::startRegistry);
        ServiceSettings settings =
                new ServiceSettings(ports, keys, jdbcUrl(DATABASE), root, SMALL_AND_QUICK_TO_START, ingressOptions);
        this.ingress = service("ingress", settings.ingress(), timeouts.ofAll(), timeouts.ofIngress());
        this.workers = new ArrayList<>();
        for (int number = 1; number <= WORKERS; number++) {
            Service worker = settings.registrationWorker(ports.offset() + FIRST_WORKER_PORT + number - 1);
            workers.add(service("worker " + number, worker, timeouts.ofAll(), timeouts.ofWorkers()));
        }
        this.notification = service(
                "notification worker", settings.notificationWorker(), timeouts.ofAll(), timeouts.ofNotification());
    }

    /**
     * Starts everything but the third worker, and returns when all is ready.
     *
     * @param ingressOptions further options of the ingress's JVM
     */
    public static Installation start(Path root, Timeouts timeouts, List<String> ingressOptions, Path folder) {
        Installation installation = new Installation(root, timeouts, ingressOptions, folder);
        try {
            installation.start();
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    private void start() {
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(broker::start);
        database.start();
        registry.start();
        kafka.join();
        Broker.createTopics(bootstrapServers());
        List<Part> services = List.of(worker(1), worker(2), notification, ingress);
        services.forEach(Part::start);
        services.forEach(Part::startReady);
    }

    /** Starts what does not run, and returns when everything is ready. */
    public void restore() {
        broker.start();
        database.start();
        registry.start();
        List<Part> services = List.of(worker(1), worker(2), notification, ingress);
        services.forEach(Part::start);
        services.forEach(Part::startReady);
    }

    public Part broker() {
        return broker;
    }

    public Part database() {
        return database;
    }

    public Part registry() {
        return registry;
    }

    public Part ingress() {
        return ingress;
    }

    /** @param number 1, 2 or 3 */
    public Part worker(int number) {
        return workers.get(number - 1);
    }

    public Part notification() {
        return notification;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    public URI api() {
        return URI.create("http://127.0.0.1:" + ports.api());
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + ports.kafka();
    }

    public String registryUrl() {
        return "http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7";
    }

    public Subscriber subscriber() {
        return new Subscriber(bootstrapServers(), URI.create(registryUrl()));
    }

    /** A connection as superuser; the caller closes it. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(DATABASE) + "?connectTimeout=3&loginTimeout=5", Database.USER, "");
    }

    /** Runs a statement as superuser. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused: " + sql, e);
        }
    }

    /** Where each process writes its log. */
    public Path logs() {
        return logs;
    }

    @Override
    public void close() {
        Stream.concat(Stream.of(ingress, notification), workers.stream()).forEach(Part::end);
        Stream.of(registry, database, broker).forEach(Part::end);
        mailbox.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data cannot be removed: " + data, e);
        }
    }

    private ChildProcess startBroker() {
        return Broker.start(data.resolve("kafka"), ports.kafka(), logs.resolve("broker.log"), BROKER_OPTIONS, "KILL")
                .process();
    }

    private Database startDatabase() {
        Database server = Database.start(
                data.resolve("postgresql"), ports.database(), logs.resolve("postgresql.log"), DATABASE_OPTIONS, "INT");
        server.createRole("signup_ingress", "login");
        server.createRole("signup_login", "nologin");
        server.createDatabase(DATABASE);
        server.createDatabase(REGISTRY_DATABASE);
        return server;
    }

    private ChildProcess startRegistry() {
        return Registry.inDatabase(
                        ports.registry(),
                        logs.resolve("registry.log"),
                        List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        "KILL",
                        jdbcUrl(REGISTRY_DATABASE),
                        Database.USER)
                .process();
    }

    private String jdbcUrl(String name) {
        return "jdbc:postgresql://127.0.0.1:" + ports.database() + "/" + name;
    }

    private Part service(String name, Service service, List<String> ofAll, List<String> own) {
        LogFile log = LogFile.fresh(logs.resolve(name.replace(' ', '-') + ".log"));
        Service told = service.with(Stream.concat(ofAll.stream(), own.stream()).toList());
        return new Part(name, () -> told.launch(log), told::awaitReady);
    }

    /** Its start returns when it answers. */
    private static Part infrastructure(String name, java.util.function.Supplier<ChildProcess> start) {
        return new Part(name, start, process -> {});
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
