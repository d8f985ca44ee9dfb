package com.example.users;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Keeps one file per user that Signup created. */
public final class UserSubscriber {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration REGISTRY_BACK_OFF = Duration.ofSeconds(1);

    private final Consumer<String, GenericRecord> consumer;
    private final Path folder;

    private UserSubscriber(Consumer<String, GenericRecord> consumer, Path folder) {
        this.consumer = consumer;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", setting("KAFKA_BROKERS", "localhost:9092"),
                "schema.registry.url", setting("SCHEMA_REGISTRY_URL", "http://localhost:8081/apis/ccompat/v7"),
                "group.id", setting("GROUP_ID", "example-java"),
                "key.deserializer", StringDeserializer.class.getName(),
                // Or io.confluent.kafka.serializers.KafkaAvroDeserializer, or any other of that format.
                "value.deserializer", setting("VALUE_DESERIALIZER", RegistryAvroDeserializer.class.getName()),
                // An aborted event never happened.
                "isolation.level", "read_committed",
                // A new group begins with the first user there ever was.
                "auto.offset.reset", "earliest",
                // Offsets are committed when the work is done, not when it is fetched.
                "enable.auto.commit", "false");
        Path folder = Files.createDirectories(Path.of(setting("USERS_FOLDER", "users")));
        try (Consumer<String, GenericRecord> consumer = new KafkaConsumer<>(settings)) {
            stopOnSignal(consumer);
            consumer.subscribe(List.of("user.created"));
            new UserSubscriber(consumer, folder).run();
        } catch (WakeupException stopped) {
            // A signal; the consumer has left its group.
        }
    }

    private void run() throws IOException, InterruptedException {
        while (true) {
            for (ConsumerRecord<String, GenericRecord> event : poll()) {
                if (event.value() != null) { // A compacted topic may one day hold a deletion.
                    handle(event);
                }
            }
            consumer.commitSync();
        }
    }

    private ConsumerRecords<String, GenericRecord> poll() throws InterruptedException {
        try {
            return consumer.poll(POLL);
        } catch (RecordDeserializationException e) {
            if (e.getCause() instanceof RetriableException) {
                // The position stands still: the next poll reads the same record again.
                Thread.sleep(REGISTRY_BACK_OFF.toMillis());
            } else {
                System.err.println("skipped " + e.topicPartition() + "@" + e.offset());
                consumer.seek(e.topicPartition(), e.offset() + 1);
            }
            return ConsumerRecords.empty();
        }
    }

    private void handle(ConsumerRecord<String, GenericRecord> event) throws IOException {
        String eventId = new String(event.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        GenericRecord user = event.value();
        // Generic Avro gives logical types as what carries them: microseconds in a long, an id as text.
        Instant createdAt = Instant.EPOCH.plus((long) user.get("occurred_at"), ChronoUnit.MICROS);
        System.out.printf(
                "%s %s id=%d at=%s event=%s%n",
                store(eventId, user) ? "created" : "known", user.get("sub"), user.get("id"), createdAt, eventId);
    }

    /** True when it was done now, false when an earlier delivery did it. */
    private boolean store(String eventId, GenericRecord user) throws IOException {
        // Here: a file, named by the event. In a service: a row, with a unique key on the event's id, written in the
        // transaction that holds the effect.
        Path file = folder.resolve(eventId + ".json");
        if (Files.exists(file)) {
            return false;
        }
        Path part = Files.writeString(folder.resolve(eventId + ".part"), user.toString());
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private static void stopOnSignal(Consumer<?, ?> consumer) {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            consumer.wakeup();
            try {
                main.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static String setting(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }
}
