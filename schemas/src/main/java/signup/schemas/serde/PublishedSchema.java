package signup.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** A schema as the world sees it: without {@code avro.java.string}, which Avro's compiler adds for Java alone. */
final class PublishedSchema {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishedSchema() {}

    static Schema of(Schema schema) {
        try {
            JsonNode tree = JSON.readTree(schema.toString());
            removeJavaStrings(tree);
            return new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(tree.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Avro wrote a schema that is not JSON", e);
        }
    }

    private static void removeJavaStrings(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path(GenericData.STRING_PROP).isTextual()) {
            object.remove(GenericData.STRING_PROP);
        }
        node.forEach(PublishedSchema::removeJavaStrings);
    }
}
