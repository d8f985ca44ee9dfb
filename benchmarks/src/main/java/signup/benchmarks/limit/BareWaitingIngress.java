package signup.benchmarks.limit;

import com.github.f4b6a3.uuid.UuidCreator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.apache.kafka.common.serialization.UUIDSerializer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The first half of the bare prototype: a handler of reactor-netty that parses the JSON, writes it to Kafka, and answers
 * 201 with what the {@linkplain BareWorker other half} replies. No authentication, no validation, no Avro, no time-outs.
 * Its clients of Kafka are set as the ingress's, but that it lingers longer, for fewer requests.
 */
public final class BareWaitingIngress {

    private final ConcurrentMap<UUID, MonoSink<byte[]>> waiting = new ConcurrentHashMap<>();
    private final Producer<UUID, byte[]> producer;

    private BareWaitingIngress(Producer<UUID, byte[]> producer) {
        this.producer = producer;
    }

    /** Serves every POST on the port that is the first argument, with the broker that is the second. */
    public static void main(String[] arguments) {
        BarePrototype.endOnFailure();
        String broker = arguments[1];
        BareTopics.create(broker);
        BareWaitingIngress ingress = new BareWaitingIngress(producer(broker));
        new Thread(() -> ingress.deliver(replies(broker)), "replies").start();
        HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .handle(ingress::signUp)
                .bindNow()
                .onDispose()
                .block();
    }

    private Mono<Void> signUp(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .flatMap(body -> created(BareSignup.JSON.readValue(body, BareSignup.class)))
                .flatMap(user -> response.status(HttpResponseStatus.CREATED)
                        .header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                        .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(user.length))
                        .sendObject(Unpooled.wrappedBuffer(user))
                        .then());
    }

    private Mono<byte[]> created(BareSignup signup) {
        return Mono.create(client -> {
            UUID id = UuidCreator.getTimeOrderedEpochPlusN();
            waiting.put(id, client);
            producer.send(
                    new ProducerRecord<>(BareTopics.REQUESTED, id, BareSignup.JSON.writeValueAsBytes(signup)),
                    (written, failure) -> {
                        if (failure != null) {
                            client.error(failure);
                        }
                    });
        });
    }

    private void deliver(Consumer<UUID, byte[]> replies) {
        while (true) {
            for (ConsumerRecord<UUID, byte[]> reply : replies.poll(Duration.ofSeconds(1))) {
                MonoSink<byte[]> client = waiting.remove(reply.key());
                if (client != null) {
                    client.success(reply.value());
                }
            }
        }
    }

    private static Producer<UUID, byte[]> producer(String broker) {
        Producer<UUID, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        64 << 10,
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1),
                new UUIDSerializer(),
                new ByteArraySerializer());
        producer.partitionsFor(BareTopics.REQUESTED);
        return producer;
    }

    private static Consumer<UUID, byte[]> replies(String broker) {
        Consumer<UUID, byte[]> replies = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new UUIDDeserializer(),
                new ByteArrayDeserializer());
        replies.assign(List.of(new TopicPartition(BareTopics.REPLIES, 0)));
        return replies;
    }
}
