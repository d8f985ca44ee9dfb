package signup.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signup.local.console.Console;
import signup.local.mailbox.Mailbox;
import signup.local.process.ChildProcess;
import signup.local.process.JavaCommand;
import signup.local.process.Leash;
import signup.local.process.LogFile;
import signup.local.process.Roster;

/**
 * Everything of a local installation: broker and database first, side by side; then the registry, which keeps its
 * schemas in the database; then the services, side by side. It stops in the reverse order.
 */
final class Stack {

    /** The folder of keys in the data folder. */
    static final String KEYS = "keys";

    static final String DATABASE = "signup";
    private static final String REGISTRY_DATABASE = "registry";

    private static final List<String> BROKER_OPTIONS = List.of(
            "-Xmx384m", "-Xms64m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=signup/local/broker-logback.xml");
    private static final List<String> REGISTRY_OPTIONS =
            List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Map<String, String> DATABASE_OPTIONS = Map.of(
            "shared_buffers", "512MB",
            "max_wal_size", "4GB");

    private static final Runnable NOTHING = () -> {};

    private static final Duration INFRASTRUCTURE_GRACE = Duration.ofSeconds(40);
    private static final Duration SERVICE_GRACE = Duration.ofSeconds(60);

    private final Ports ports;
    private final DataFolder data;
    private final Terminal terminal;
    private final Roster roster;
    private final ExecutorService starters = Executors.newCachedThreadPool(Stack::daemon);

    private final Component broker;
    private final Component database;
    private final Component registry;
    private final List<Component> services;

    private volatile boolean announced;
    private volatile boolean stopping;
    private @Nullable Mailbox mailbox;
    private @Nullable Console console;

    Stack(
            Path root,
            Ports ports,
            DataFolder data,
            List<String> serviceOptions,
            List<String> ingressOptions,
            Terminal terminal) {
        this.ports = ports;
        this.data = data;
        this.terminal = terminal;
        this.roster = data.roster();
        Path run = root.resolve("target").resolve("run");
        this.database = infrastructure("postgresql", ports.database(), NOTHING, () -> {
            Database server = Database.start(
                    data.of("postgresql"),
                    ports.database(),
                    data.log("postgresql").path(),
                    DATABASE_OPTIONS,
                    "INT");
            server.createRole("signup_ingress", "login");
            server.createRole("signup_login", "nologin");
            server.createDatabase(DATABASE);
            server.createDatabase(REGISTRY_DATABASE);
            return server.process();
        });
        ClassArchive brokerClasses = ClassArchive.of(run, "kafka", BROKER_OPTIONS, JavaCommand.classPath());
        this.broker = infrastructure("kafka", ports.kafka(), brokerClasses::keep, () -> {
            Broker server = Broker.start(
                    data.of("kafka"),
                    ports.kafka(),
                    data.log("kafka").path(),
                    with(BROKER_OPTIONS, brokerClasses),
                    "TERM");
            Broker.createTopics(server.bootstrapServers());
            return server.process();
        });
        this.registry = infrastructure(
                "schema-registry",
                ports.registry(),
                NOTHING,
                () -> Registry.inDatabase(
                                ports.registry(),
                                data.log("schema-registry").path(),
                                REGISTRY_OPTIONS,
                                "TERM",
                                ports.jdbcUrl(REGISTRY_DATABASE),
                                Database.USER)
                        .process());
        ServiceSettings settings = new ServiceSettings(
                ports, data.of(KEYS), ports.jdbcUrl(DATABASE), root, serviceOptions, ingressOptions);
        this.services = settings.services().stream().map(this::component).toList();
    }

    /** All parts that are processes, in the order in which they start. */
    List<Component> components() {
        return Stream.concat(Stream.of(database, broker, registry), services.stream())
                .toList();
    }

    /** Starts everything and returns when all is ready. */
    void start() {
        Keys.provide(data.of(KEYS));
        mailbox = Mailbox.open(data.of("mails"), ports.smtp());
        console = Console.open(ports.console(), mailbox, () -> Links.of(ports), this::status);
        terminal.say("  %-20s ready                 %s"
                .formatted("console, mailbox", "http://127.0.0.1:" + ports.console()));
        CompletableFuture<Void> kafka = starting(broker);
        starting(database).thenRunAsync(registry::start, starters).join();
        kafka.join();
        CompletableFuture.allOf(services.stream().map(this::starting).toArray(CompletableFuture[]::new))
                .join();
    }

    /** Says where everything is; from then on the services' lines are shown, after their names. */
    void announce(String token) {
        terminal.say(Announcement.of(ports, token));
        announced = true;
    }

    /** Stops what has been started, the services first. Returns when nothing of it runs any more. */
    synchronized void stop() {
        stopping = true;
        CompletableFuture.allOf(services.stream()
                        .map(service -> CompletableFuture.runAsync(service::stop, starters))
                        .toArray(CompletableFuture[]::new))
                .join();
        registry.stop();
        broker.stop();
        database.stop();
        if (console != null) {
            console.close();
        }
        if (mailbox != null) {
            mailbox.close();
        }
        roster.clear(Duration.ZERO);
        Leash.end();
    }

    /** Ends everything without asking. */
    void kill() {
        List<Component> reversed = new ArrayList<>(components());
        Collections.reverse(reversed);
        reversed.forEach(Component::kill);
    }

    private List<Console.Part> status() {
        return components().stream()
                .map(component -> new Console.Part(
                        component.name(), component.state().name().toLowerCase(Locale.ROOT), component.address()))
                .toList();
    }

    private CompletableFuture<Void> starting(Component component) {
        return CompletableFuture.runAsync(component::start, starters);
    }

    private static List<String> with(List<String> options, ClassArchive classes) {
        return Stream.concat(options.stream(), classes.options().stream()).toList();
    }

    private Component infrastructure(String name, int port, Runnable afterStop, Supplier<ChildProcess> launch) {
        return new Component(name, "127.0.0.1:" + port, launch, afterStop, INFRASTRUCTURE_GRACE, roster, terminal);
    }

    private Component component(Service service) {
        LogFile log = data.log(service.module());
        AtomicReference<ClassArchive> classes = new AtomicReference<>();
        Echo echo = new Echo(line -> terminal.echo(service.module(), line), System::nanoTime);
        Consumer<String> listener = line -> {
            if (announced && !stopping) {
                echo.line(line);
            }
        };
        return new Component(
                service.module(),
                "http://127.0.0.1:" + service.managementPort() + "/actuator/health",
                () -> service.start(classes.updateAndGet(former -> service.archive()), log, listener),
                () -> classes.get().keep(),
                SERVICE_GRACE,
                roster,
                terminal);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "starter");
        thread.setDaemon(true);
        return thread;
    }

    /** What went wrong, without the wrapping of futures. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
