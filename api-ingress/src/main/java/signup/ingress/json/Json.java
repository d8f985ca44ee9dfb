package signup.ingress.json;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON text to and from trees, by RFC 8259: UTF-8 without errors, a byte order mark skipped, of duplicate keys the last,
 * nothing after the value, and bounds to depth, numbers, names and the count of tokens. The caller bounds the length.
 */
public final class Json {

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_NAME = 1_024;

    /** A signup has a few dozen, with its tags a thousand; each unknown one could cost an error in the answer. */
    private static final int MOST_TOKENS = 10_000;

    private static final String BEYOND_BOUNDS = "beyond the bounds";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxNameLength(LONGEST_NAME)
                            .maxTokenCount(MOST_TOKENS)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Escapes also what UTF-8 cannot hold, a lone surrogate in a member that nobody reads. */
    private static final ObjectWriter ASCII = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private Json() {}

    /** Writes into a generator; keys come out in the order of the calls. */
    @FunctionalInterface
    public interface Content {
        void writeTo(JsonGenerator json);
    }

    /** The text as UTF-8. */
    public static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            content.writeTo(json);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a JSON object.
     *
     * @throws MalformedJsonException when the bytes are no JSON object
     */
    public static ObjectNode readObject(byte[] bytes) {
        JsonNode node;
        try {
            node = MAPPER.readTree(textOf(bytes));
        } catch (JacksonException e) {
            throw new MalformedJsonException(whereOf(e));
        } catch (NumberFormatException exponentThatNoNumberHas) {
            throw new MalformedJsonException(BEYOND_BOUNDS);
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new MalformedJsonException("not an object");
    }

    /**
     * Writes an object so that equal content gives equal bytes: members sorted by name at every level, nothing between the
     * tokens.
     *
     * @param without members of the object itself to leave out
     */
    public static void writeCanonical(ObjectNode object, Set<String> without, OutputStream to) {
        try (JsonGenerator json = ASCII.createGenerator(to)) {
            json.writeStartObject();
            new TreeMap<>(membersOf(object)).forEach((name, value) -> {
                if (!without.contains(name)) {
                    json.writeName(name);
                    writeSorted(value, json);
                }
            });
            json.writeEndObject();
        }
    }

    private static void writeSorted(JsonNode node, JsonGenerator json) {
        if (node instanceof ObjectNode object) {
            json.writeStartObject();
            new TreeMap<>(membersOf(object)).forEach((name, value) -> {
                json.writeName(name);
                writeSorted(value, json);
            });
            json.writeEndObject();
        } else if (node.isArray()) {
            json.writeStartArray();
            node.forEach(item -> writeSorted(item, json));
            json.writeEndArray();
        } else {
            json.writeTree(node);
        }
    }

    private static Map<String, JsonNode> membersOf(ObjectNode object) {
        Map<String, JsonNode> members = new HashMap<>();
        object.forEachEntry(members::put);
        return members;
    }

    /**
     * Reads JSON text that this system wrote.
     *
     * @throws MalformedJsonException when it is none
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new MalformedJsonException("not JSON");
        }
    }

    /** Not its message, which quotes the text. */
    private static String whereOf(JacksonException failure) {
        @Nullable TokenStreamLocation at = failure.getLocation();
        return at == null ? BEYOND_BOUNDS : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String textOf(byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            boolean marked = text.length() > 0 && text.charAt(0) == BYTE_ORDER_MARK;
            return marked ? text.subSequence(1, text.length()).toString() : text.toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException("not UTF-8");
        }
    }
}
