package signup.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A downstream service that shares no code with this project: it reads a topic from its start, committed records only,
 * and decodes them by what Confluent documents: a zero byte, the schema's id, Avro; the schema from the registry.
 */
public final class Subscriber {

    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final URI registry;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Map<Integer, Schema> schemas = new HashMap<>();

    public Subscriber(String bootstrapServers, URI registry) {
        this.bootstrapServers = bootstrapServers;
        this.registry = registry;
    }

    /** An event with its key and headers. */
    public record Event(String key, GenericRecord value, Map<String, String> headers) {

        public String text(String field) {
            return String.valueOf(value.get(field));
        }
    }

    /** The topic's committed events that match, from its start to what is its end when called. */
    public List<Event> events(String topic, Predicate<Event> matching) {
        return records(topic).stream().map(this::decode).filter(matching).toList();
    }

    /** The topic's committed records, undecoded. */
    public List<ConsumerRecord<String, byte[]>> records(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    /** What the record says; throws when it is not in Confluent's format. */
    public Event decode(ConsumerRecord<String, byte[]> record) {
        ByteBuffer bytes = ByteBuffer.wrap(record.value());
        if (bytes.get() != 0) {
            throw new IllegalArgumentException("Not in Confluent's format");
        }
        Schema schema = schemas.computeIfAbsent(bytes.getInt(), this::fetch);
        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value())));
        try {
            GenericRecord value = new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(record.value(), 5, bytes.remaining(), null));
            return new Event(record.key(), value, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Schema fetch(int id) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                    .build();
            String body = http.send(request, BodyHandlers.ofString()).body();
            return new Schema.Parser().parse(json.readTree(body).get("schema").asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
