package com.example.users;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads what Confluent documents: a zero byte, the schema's id in four bytes, Avro binary. Schemas come from the
 * registry, each once. Throws a {@link org.apache.kafka.common.errors.RetriableException} while the registry does not
 * answer, and a {@link SerializationException} for bytes that will never be readable.
 */
public final class RegistryAvroDeserializer implements Deserializer<GenericRecord> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PREFIX = 1 + Integer.BYTES;

    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private String registry;

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        registry = settings.get("schema.registry.url").toString();
    }

    @Override
    public GenericRecord deserialize(String topic, byte[] data) {
        if (data == null) {
            return null;
        }
        if (data.length < PREFIX || data[0] != 0) {
            throw new SerializationException("Not in Confluent's format");
        }
        Schema writer = schema(ByteBuffer.wrap(data).getInt(1));
        try {
            return new GenericDatumReader<GenericRecord>(writer)
                    .read(null, DecoderFactory.get().binaryDecoder(data, PREFIX, data.length - PREFIX, null));
        } catch (IOException | AvroRuntimeException e) {
            throw new SerializationException("Not a " + writer.getFullName());
        }
    }

    private Schema schema(int id) {
        Schema known = schemas.get(id);
        if (known == null) {
            known = fetch(id);
            schemas.put(id, known);
        }
        return known;
    }

    private Schema fetch(int id) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                .header("Accept", "application/vnd.schemaregistry.v1+json")
                .timeout(PATIENCE)
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200 ->
                    new Schema.Parser()
                            .parse(json.readTree(response.body()).get("schema").asText());
                case 404 -> throw new SerializationException("The registry knows no schema " + id);
                default -> throw new TimeoutException("The registry answered " + response.statusCode());
            };
        } catch (IOException e) {
            throw new TimeoutException("The registry does not answer", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
