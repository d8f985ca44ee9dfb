package signup.acceptance.evolution;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import signup.schemas.Topic;
import signup.schemas.Topics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The events as a later release may have them: every event has one more optional field, and every enum one more symbol.
 */
final class NextSchemas {

    /** The added field: a text that may be null, and is by default. */
    static final String FIELD = "added_in_next";

    /** What services of the next release put into it. */
    static final String VALUE = "next";

    /** The added symbol. */
    static final String SYMBOL = "ADDED_IN_NEXT";

    private static final JsonMapper JSON = new JsonMapper();

    private NextSchemas() {}

    static List<Schema> all() {
        return Topics.ALL.stream()
                .map(Topic::schema)
                .filter(Objects::nonNull)
                .map(NextSchemas::nextOf)
                .toList();
    }

    static Schema nextOf(Schema current) {
        JsonNode tree = JSON.readTree(current.toString());
        grow(tree);
        return new Schema.Parser().parse(tree.toString());
    }

    private static void grow(JsonNode node) {
        node.forEach(NextSchemas::grow);
        if (node.path("symbols") instanceof ArrayNode symbols) {
            symbols.add(SYMBOL);
        }
        if (node.path("fields") instanceof ArrayNode fields && isEvent(fields)) {
            ObjectNode field = fields.addObject();
            field.put("name", FIELD).put("doc", "Added in the next release.").putNull("default");
            field.putArray("type")
                    .add("null")
                    .add(JSON.valueToTree(Map.of("type", "string", "avro.java.string", "String")));
        }
    }

    private static boolean isEvent(ArrayNode fields) {
        return fields.valueStream()
                .anyMatch(field -> field.path("name").stringValue("").equals("event_id"));
    }
}
