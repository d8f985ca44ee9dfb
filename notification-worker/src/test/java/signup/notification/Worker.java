package signup.notification;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;

/** A running notification worker with real parts around it. */
public final class Worker implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;

    private Worker(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** What a worker is started with: a consumer group, a database and a mail server of its own, short times. */
    public record Setup(FixtureDatabase database, Map<String, Object> properties) {

        /** Reads what is published from now on. */
        public static Setup withMailServer(int smtpPort) {
            String group = "notification-" + UUID.randomUUID();
            Events.beginAtTheEnd(group);
            FixtureDatabase database = Fixture.database().fresh();
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("spring.profiles.active", "local");
            properties.put("server.port", 0);
            properties.put("spring.kafka.bootstrap-servers", Fixture.kafka().bootstrapServers());
            properties.put(
                    "spring.kafka.properties.schema.registry.url",
                    Fixture.registry().url());
            properties.put("spring.kafka.consumer.group-id", group);
            properties.put("spring.kafka.listener.concurrency", 1);
            properties.put("spring.r2dbc.url", database.r2dbcUrl());
            properties.put("spring.r2dbc.username", database.username());
            properties.put("spring.flyway.url", database.jdbcUrl());
            properties.put("spring.flyway.user", database.username());
            properties.put("spring.mail.host", "127.0.0.1");
            properties.put("spring.mail.port", smtpPort);
            properties.put("signup.keys.folder", Fixture.keys());
            properties.put("signup.public-url", "https://signup.example");
            properties.put("signup.mail.poll-interval", "200ms");
            properties.put("signup.mail.retry.first-delay", "300ms");
            return new Setup(database, properties);
        }

        public Setup with(String key, Object value) {
            Map<String, Object> changed = new LinkedHashMap<>(properties);
            changed.put(key, value);
            return new Setup(database, changed);
        }

        /** Returns when the worker is ready. */
        public Worker start() {
            Worker worker = launch();
            try {
                await().atMost(Duration.ofSeconds(30)).until(worker::isReady);
            } catch (ConditionTimeoutException e) {
                worker.close();
                throw e;
            }
            return worker;
        }

        /** Returns when its process is there; it gets ready when what it needs is. */
        public Worker launch() {
            List<String> arguments = new ArrayList<>();
            properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
            SpringApplication application = new SpringApplication(NotificationApplication.class);
            application.addInitializers(Setup::keepResourcesApart);
            return new Worker(application.run(arguments.toArray(String[]::new)));
        }

        /** Otherwise the first of several workers in this JVM to stop would stop the others' HTTP servers. */
        private static void keepResourcesApart(ConfigurableApplicationContext context) {
            ReactorResourceFactory resources = new ReactorResourceFactory();
            resources.setUseGlobalResources(false);
            ((GenericApplicationContext) context).registerBean(ReactorResourceFactory.class, () -> resources);
        }
    }

    /** A dispatch as the ledger has it. */
    public record Row(String state, int attempts, String reason, boolean published) {}

    /** The dispatch of this user; fails when there is none or are several. */
    public List<Row> dispatchesOf(UUID sub) {
        return database()
                .sql("select state, attempts, coalesce(reason, '') as reason, due_at is null as published"
                        + " from notification.dispatches where sub = $1 order by requested_at")
                .bind("$1", sub)
                .map(row -> new Row(
                        row.get("state", String.class),
                        row.get("attempts", Integer.class),
                        row.get("reason", String.class),
                        row.get("published", Boolean.class)))
                .all()
                .collectList()
                .block();
    }

    public DatabaseClient database() {
        return DatabaseClient.create(context.getBean(io.r2dbc.spi.ConnectionFactory.class));
    }

    public String property(String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** What an orchestrator hears that asks whether it is ready. */
    public boolean isReady() throws Exception {
        return get("/actuator/health/readiness").statusCode() == 200;
    }

    /** The status and body of a page of the management port. */
    public HttpResponse<String> get(String path) throws Exception {
        String port = context.getEnvironment().getProperty("local.server.port");
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        context.close();
    }
}
