package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.listener.MessageListenerContainer;
import signup.events.SignupRejected;
import signup.events.SignupReply;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;
import signup.registration.kafka.DeadLetterCause;
import signup.schemas.Headers;
import signup.schemas.Topics;
import signup.schemas.consumers.WorkerStart;
import signup.schemas.serde.ConfluentAvroDeserializer;
import signup.schemas.serde.ConfluentAvroSerializer;

/** A worker on real parts with a database of its own, and what stands around it: who asks, and who listens. */
final class Pipeline implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final FixtureDatabase database;
    private final ConfluentAvroSerializer serializer = new ConfluentAvroSerializer();
    private final ConfluentAvroDeserializer deserializer = new ConfluentAvroDeserializer();
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> seen = new HashMap<>();
    private ConfigurableApplicationContext worker;

    private Pipeline(FixtureDatabase database) {
        this.database = database;
        Map<String, Object> serde = Map.of(
                "schema.registry.url", Fixture.registry().url(),
                "auto.register.schemas", true,
                "specific.avro.reader", true);
        serializer.configure(serde, false);
        deserializer.configure(serde, false);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        Fixture.kafka().bootstrapServers(),
                        "linger.ms",
                        5,
                        "compression.type",
                        "lz4",
                        "max.request.size",
                        8 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = Topics.ALL.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
    }

    /** A pipeline whose worker runs and is ready. */
    static Pipeline started(String... settings) {
        Pipeline pipeline = stopped();
        pipeline.startWorker(settings);
        return pipeline;
    }

    /** A pipeline without a worker. */
    static Pipeline stopped() {
        return new Pipeline(Fixture.database().fresh());
    }

    void startWorker(String... settings) {
        worker = newWorker(settings);
    }

    /** Runs a job on the same parts, as {@code ./signup ops} does. */
    OperatorRun operate(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--spring.profiles.active=local");
        arguments.addAll(arguments());
        return OperatorRun.of(arguments.toArray(String[]::new));
    }

    /** As {@link #operate}, in a process of its own; the caller sees it end. */
    Process operateApart(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RegistrationApplication.class.getName()));
        command.addAll(List.of(words));
        command.add("--spring.profiles.active=local");
        command.addAll(arguments());
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What every process is told; the settings take the place of what has their names. */
    private List<String> arguments(String... settings) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("server.port", 0);
        defaults.put("spring.kafka.bootstrap-servers", Fixture.kafka().bootstrapServers());
        defaults.put(
                "spring.kafka.properties.schema.registry.url",
                Fixture.registry().url());
        defaults.put("spring.r2dbc.url", database.r2dbcUrl());
        defaults.put("spring.r2dbc.username", database.username());
        defaults.put("spring.flyway.url", database.jdbcUrl());
        defaults.put("spring.flyway.user", database.username());
        defaults.put("signup.keys.folder", Fixture.keys());
        defaults.put("signup.public-url", "http://signup.test");
        for (String setting : settings) {
            String[] keyAndValue = setting.split("=", 2);
            defaults.put(keyAndValue[0], keyAndValue[1]);
        }
        List<String> arguments = new ArrayList<>();
        defaults.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return arguments;
    }

    /** One more worker on the same database; the caller closes it. */
    ConfigurableApplicationContext newWorker(String... settings) {
        List<String> arguments = arguments(settings);
        ConfigurableApplicationContext context = new SpringApplicationBuilder(RegistrationApplication.class)
                .profiles("local")
                .run(arguments.toArray(String[]::new));
        await().atMost(PATIENCE)
                .until(() -> context.getBean(WorkerStart.class)
                        .health()
                        .getStatus()
                        .getCode()
                        .equals("UP"));
        return context;
    }

    void stopWorker() {
        worker.close();
    }

    ConfigurableApplicationContext worker() {
        return worker;
    }

    /** Writes an event and waits until Kafka has it. */
    RecordMetadata send(String topic, int partition, SpecificRecord event, Map<String, String> headers) {
        return sendBytes(topic, partition, serializer.serialize(topic, event), headers);
    }

    /** As it lies on the topic. */
    byte[] encoded(String topic, SpecificRecord event) {
        return serializer.serialize(topic, event);
    }

    RecordMetadata sendBytes(String topic, int partition, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, partition, "key".getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, Headers.bytes(text)));
        try {
            return producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes without waiting, in order; {@link #flush} waits. */
    void sendLater(String topic, int partition, SpecificRecord event) {
        producer.send(new ProducerRecord<>(
                topic, partition, "key".getBytes(StandardCharsets.UTF_8), serializer.serialize(topic, event)));
    }

    void flush() {
        producer.flush();
    }

    /** Headers with which partition 0 of the replies is awaited for a minute. */
    static Map<String, String> awaited() {
        return Map.of(
                Headers.REPLY_PARTITION,
                "0",
                Headers.REPLY_UNTIL,
                String.valueOf(Clock.systemUTC().millis() + 60_000));
    }

    /** Every committed record of the topic since this pipeline was made, up to now. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        consumer.poll(Duration.ofMillis(50))
                .forEach(record -> seen.computeIfAbsent(record.topic(), name -> new ArrayList<>())
                        .add(record));
        return seen.getOrDefault(topic, List.of());
    }

    /** As {@link #records}, decoded. */
    <E extends SpecificRecord> List<E> events(String topic, Class<E> type) {
        return records(topic).stream()
                .map(record -> deserializer.deserialize(topic, record.value(), type))
                .toList();
    }

    /** Waits until exactly so many of these events have come, and returns them. */
    <E extends SpecificRecord> List<E> awaitEvents(String topic, Class<E> type, Predicate<E> which, int count) {
        await("events of " + topic)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> events(topic, type).stream().filter(which).count() >= count);
        List<E> events = events(topic, type).stream().filter(which).toList();
        assertThat(events).hasSize(count);
        return events;
    }

    /** Waits for the user that this signup becomes. */
    UserCreated awaitCreated(UUID signupId) {
        return awaitEvents(
                        Topics.USER_CREATED,
                        UserCreated.class,
                        user -> user.getSignupId().equals(signupId),
                        1)
                .get(0);
    }

    /** Waits for the rejection that this signup meets. */
    SignupRejected awaitRejected(UUID signupId) {
        return awaitEvents(
                        Topics.SIGNUP_REJECTED,
                        SignupRejected.class,
                        rejection -> rejection.getSignupId().equals(signupId),
                        1)
                .get(0);
    }

    /** Waits until this user's credential is in that state, such as {@code ready}. */
    void awaitCredential(UUID sub, String state) {
        awaitCredentialWhere("sub = '" + sub + "'", state);
    }

    /** As the other, of the user that this signup becomes. */
    void awaitCredential(SignupRequested request, String state) {
        awaitCredentialWhere("signup_id = '" + request.getSignupId() + "'", state);
    }

    private void awaitCredentialWhere(String condition, String state) {
        await("credential of the user with " + condition)
                .atMost(PATIENCE)
                .until(() -> query("select credential from registration.users where " + condition)
                        .equals(List.of(List.of(state))));
    }

    /** The hash of this user's password. */
    String passwordHashOf(UUID sub) {
        return query("select password_hash from registration.users where sub = '" + sub + "'")
                .get(0)
                .get(0);
    }

    /** Whether this is the user's password. */
    boolean verifies(UUID sub, String password) {
        return Argon2Factory.create(Argon2Types.ARGON2id).verify(passwordHashOf(sub), password.toCharArray());
    }

    /** Waits for so many answers to this signup or activation. */
    List<SignupReply> awaitReplies(UUID correlationId, int count) {
        return awaitEvents(
                Topics.SIGNUP_REPLIES,
                SignupReply.class,
                reply -> reply.getCorrelationId().equals(correlationId),
                count);
    }

    /** Waits for the dead letters that came from there. */
    List<ConsumerRecord<byte[], byte[]>> awaitDeadLetters(RecordMetadata source, int count) {
        String topic = source.topic() + Topics.DEAD_LETTER_SUFFIX;
        await("dead letters of " + source)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> deadLetters(topic, source).size() >= count);
        assertThat(deadLetters(topic, source)).hasSize(count);
        return deadLetters(topic, source);
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters(String topic, RecordMetadata source) {
        return records(topic).stream()
                .filter(letter ->
                        String.valueOf(source.offset()).equals(Headers.text(letter.headers(), DeadLetterCause.OFFSET))
                                && String.valueOf(source.partition())
                                        .equals(Headers.text(letter.headers(), DeadLetterCause.PARTITION)))
                .toList();
    }

    /** Stops the consumers of a container, such as {@code registrationContainer}, does that, and starts them again. */
    void whileStopped(String container, Runnable action) {
        MessageListenerContainer listener = worker.getBean(container, MessageListenerContainer.class);
        listener.stop();
        try {
            action.run();
        } finally {
            listener.start();
        }
    }

    /** Has Kafka deliver this record, and what follows it in its partition, again. */
    void redeliver(String container, String groupId, RecordMetadata record) {
        whileStopped(container, () -> {
            try (Admin admin =
                    Admin.create(Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers()))) {
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .untilAsserted(() -> admin.alterConsumerGroupOffsets(
                                        groupId,
                                        Map.of(
                                                new TopicPartition(record.topic(), record.partition()),
                                                new OffsetAndMetadata(record.offset())))
                                .all()
                                .get());
            }
        });
    }

    /** What the worker's management port answers with 200. */
    String get(String path) throws IOException, InterruptedException {
        String port = worker.getEnvironment().getRequiredProperty("local.server.port");
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** Waits until the group's partitions are shared by so many consumers. */
    static void awaitConsumers(String groupId, int consumers) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers()))) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(
                            () -> admin
                                            .describeConsumerGroups(List.of(groupId))
                                            .describedGroups()
                                            .get(groupId)
                                            .get()
                                            .members()
                                            .stream()
                                            .filter(member -> !member.assignment()
                                                    .topicPartitions()
                                                    .isEmpty())
                                            .count()
                                    == consumers);
        }
    }

    /** Rows of a query, as text. */
    List<List<String>> query(String sql) {
        return queryAs(database.username(), sql);
    }

    /** Rows of a query that this role asks. */
    List<List<String>> queryAs(String role, String sql) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), "");
                var statement = connection.createStatement()) {
            statement.execute("set role " + role);
            List<List<String>> rows = new ArrayList<>();
            try (var result = statement.executeQuery(sql)) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                        row.add(result.getString(column));
                    }
                    rows.add(row);
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tables and views of the schema on which this role may do anything at all. */
    List<String> readableBy(String role) {
        return query("select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = 'registration' and c.relkind in ('r', 'v', 'm')"
                        + " and has_table_privilege('" + role + "', c.oid, 'select, insert, update, delete, truncate')"
                        + " order by 1")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    void execute(String sql) {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (worker != null) {
            worker.close();
        }
        producer.close();
        consumer.close();
    }
}
