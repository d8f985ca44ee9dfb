package signup.benchmarks.limit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import signup.local.Database;

/**
 * The second half of the bare prototype: inserts a batch's users by the worker's own statement, and then sends an event and
 * a reply of each and the batch's offsets in one transaction. No validation, no Avro, and no record of decisions, so that a
 * repeated batch would fail. Its clients of Kafka are set as the worker's.
 */
public final class BareWorker {

    /** The worker has two. On 2 cores the larger batches of one cost broker and worker half as much. */
    private static final int CONSUMERS = 1;

    private final Connection database;
    private final Statement insert;
    private final Consumer<UUID, byte[]> requests;
    private final Producer<UUID, byte[]> producer;

    private BareWorker(String name, String broker, String jdbcUrl, Statement insert) throws SQLException {
        this.database = DriverManager.getConnection(jdbcUrl, Database.USER, "");
        this.insert = insert;
        this.requests = requests(broker);
        this.producer = producer(name, broker);
    }

    /**
     * Works until it is ended.
     *
     * @param arguments a port on which it listens when it works, the broker, the database, the packaged worker, and an
     *     empty folder to unpack that into
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        BarePrototype.endOnFailure();
        String broker = arguments[1];
        BareTopics.create(broker);
        Statement insert = WorkerStatements.read(Path.of(arguments[3]), Path.of(arguments[4]))
                .with("insert into registration.users");
        for (int i = 1; i <= CONSUMERS; i++) {
            String name = "bare-worker-" + i;
            new Thread(new BareWorker(name, broker, arguments[2], insert)::work, name).start();
        }
        new ServerSocket(Integer.parseInt(arguments[0]), 1, InetAddress.getLoopbackAddress());
    }

    private void work() {
        producer.initTransactions();
        requests.subscribe(List.of(BareTopics.REQUESTED));
        while (true) {
            ConsumerRecords<UUID, byte[]> batch = requests.poll(Duration.ofSeconds(1));
            if (!batch.isEmpty()) {
                tell(batch, create(batch));
            }
        }
    }

    private List<BareSignup.User> create(ConsumerRecords<UUID, byte[]> batch) {
        List<UserRow> rows = new ArrayList<>(batch.count());
        for (ConsumerRecord<UUID, byte[]> request : batch) {
            BareSignup signup = BareSignup.JSON.readValue(request.value(), BareSignup.class);
            rows.add(UserRow.of(signup.username(), signup.email(), signup.extId(), request.key(), request.offset()));
        }
        List<BareSignup.User> users = new ArrayList<>(rows.size());
        try (PreparedStatement statement = database.prepareStatement(insert.sql())) {
            insert.bind(statement, rows, OffsetDateTime.now(ZoneOffset.UTC));
            try (ResultSet inserted = statement.executeQuery()) {
                // It inserts in the order of the rows, and returns in that order.
                for (UserRow row : rows) {
                    inserted.next();
                    users.add(new BareSignup.User(
                            inserted.getLong("id"), row.sub(), row.username(), row.email(), row.extId()));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("A batch cannot be inserted", e);
        }
        return users;
    }

    /** As the worker does: replies do not linger until the offsets are sent. */
    private void tell(ConsumerRecords<UUID, byte[]> batch, List<BareSignup.User> users) {
        producer.beginTransaction();
        int next = 0;
        for (ConsumerRecord<UUID, byte[]> request : batch) {
            BareSignup.User user = users.get(next++);
            byte[] told = BareSignup.JSON.writeValueAsBytes(user);
            producer.send(new ProducerRecord<>(BareTopics.CREATED, user.sub(), told));
            producer.send(new ProducerRecord<>(BareTopics.REPLIES, request.key(), told));
        }
        producer.flush();
        producer.sendOffsetsToTransaction(batch.nextOffsets(), requests.groupMetadata());
        producer.commitTransaction();
    }

    private static Consumer<UUID, byte[]> requests(String broker) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "bare-worker",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1000,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        2 << 20,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName()),
                new UUIDDeserializer(),
                new ByteArrayDeserializer());
    }

    private static Producer<UUID, byte[]> producer(String name, String broker) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        name,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 << 10,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new UUIDSerializer(),
                new ByteArraySerializer());
    }
}
