package signup.acceptance.evolution;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A record in which everything optional is there. */
final class Sample {

    private Sample() {}

    static GenericRecord of(Schema schema) {
        return (GenericRecord) value(schema);
    }

    private static Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericRecord record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
                yield record;
            }
            case UNION -> value(schema.getTypes().get(schema.getTypes().size() - 1));
            case ARRAY -> List.of(value(schema.getElementType()));
            case MAP -> Map.of("name", value(schema.getValueType()));
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(1));
            case STRING ->
                LogicalTypes.uuid().equals(schema.getLogicalType())
                        ? UUID.randomUUID().toString()
                        : "text";
            case BYTES -> ByteBuffer.wrap(new byte[] {1, 2, 3});
            case LONG -> 1_700_000_000_123_456L;
            case INT -> 42;
            case BOOLEAN -> true;
            default -> throw new IllegalArgumentException("No sample of " + schema);
        };
    }
}
