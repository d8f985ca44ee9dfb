package signup.schemas.serde;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/**
 * A schema registry and what this process has learnt from it. Ids and schemas never change once given, so each is
 * asked for once in the life of the process: serializers and deserializers with equal connections share one instance,
 * and a consumer that is assigned another's partitions needs no registry for the schemas the other has seen. Safe for
 * many threads.
 */
final class SchemaRegistry {

    private static final ConcurrentMap<RegistryConnection, SchemaRegistry> SHARED = new ConcurrentHashMap<>();

    private final RegistryConnection connection;
    private final RegistryHttp http;
    private final SingleFlightCache<Integer, Schema> schemas = new SingleFlightCache<>();
    private final SingleFlightCache<Subject, Integer> registered = new SingleFlightCache<>();
    private final SingleFlightCache<Subject, Integer> found = new SingleFlightCache<>();
    private final SingleFlightCache<String, Version> latest = new SingleFlightCache<>();
    private final UnknownIds unknownIds;

    private SchemaRegistry(RegistryConnection connection) {
        this.connection = connection;
        this.http = new RegistryHttp(connection);
        this.unknownIds = new UnknownIds(connection.missingIdTtl());
    }

    static SchemaRegistry at(RegistryConnection connection) {
        return SHARED.computeIfAbsent(connection, SchemaRegistry::new);
    }

    /** A subject's version: the schema and its id. */
    record Version(int id, Schema schema) {}

    private record Subject(String name, Schema schema) {}

    /**
     * The schema of that id.
     *
     * @throws UndecodableRecordException when the registry knows none, or it is none of Avro
     * @throws RegistryUnavailableException when nobody answers
     */
    Schema schema(int id) {
        return schemas.get(id, () -> {
            unknownIds.check(id);
            try {
                return avro(id, http.get("/schemas/ids/" + id));
            } catch (RegistryRefusal e) {
                throw e.isNotFound() ? unknownIds.add(id) : strange(e.getMessage());
            }
        });
    }

    /** Registers the schema under the subject, unless it is there already; its id. */
    int register(String subject, Schema schema) throws RegistryRefusal {
        return registered.get(new Subject(subject, schema), () -> {
            JsonNode answer = http.post(path(subject) + "/versions" + normalize(), body(schema));
            return learn(answer, schema).id();
        });
    }

    /** The id of the schema as it was registered under the subject. */
    int find(String subject, Schema schema) throws RegistryRefusal {
        return found.get(new Subject(subject, schema), () -> {
            JsonNode answer = http.post(path(subject) + normalize(), body(schema));
            return learn(answer, schema).id();
        });
    }

    /** The subject's latest version at the time of the first call. */
    Version latest(String subject) throws RegistryRefusal {
        return latest.get(subject, () -> {
            JsonNode answer = http.get(path(subject) + "/versions/latest");
            return learn(answer, avro(answer.path("id").asInt(), answer));
        });
    }

    @Override
    public String toString() {
        return connection.toString();
    }

    private Version learn(JsonNode answer, Schema schema) {
        JsonNode id = answer.path("id");
        if (!id.isInt()) {
            throw strange("no id is in it");
        }
        schemas.put(id.asInt(), schema);
        return new Version(id.asInt(), schema);
    }

    private Schema avro(int id, JsonNode answer) {
        if (!answer.path("schema").isTextual()) {
            throw strange("no schema is in it");
        }
        String type = answer.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new UndecodableRecordException("Schema " + id + " is of type " + type + ", not Avro");
        }
        if (!answer.path("references").isEmpty()) {
            throw new UndecodableRecordException(
                    "Schema " + id + " refers to other subjects; only schemas that stand alone are read");
        }
        try {
            return new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(answer.path("schema").asText());
        } catch (SchemaParseException e) {
            throw new UndecodableRecordException("Schema " + id + " is not valid Avro: " + e.getMessage());
        }
    }

    /** Not what a registry says, so it tells nothing of the record: not a verdict on it. */
    private RegistryUnavailableException strange(String answer) {
        return new RegistryUnavailableException(
                "The schema registry at " + this + " gave an unexpected answer: " + answer, null);
    }

    private static Map<String, String> body(Schema schema) {
        return Map.of("schema", schema.toString());
    }

    private static String path(String subject) {
        return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    private String normalize() {
        return connection.normalize() ? "?normalize=true" : "";
    }
}
