package signup.schemas.serde;

import java.nio.ByteBuffer;

/**
 * Confluent's wire format: a zero byte, the schema's id in four bytes (big endian), then the value in Avro's binary
 * encoding.
 *
 * @see <a href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">
 *     Confluent: wire format</a>
 */
final class WireFormat {

    static final byte MAGIC = 0;
    static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}

    /** What stands before a value written with this schema. */
    static byte[] prefix(int schemaId) {
        return ByteBuffer.allocate(PREFIX_BYTES).put(MAGIC).putInt(schemaId).array();
    }

    /** The id of the schema that a record's value was written with. */
    static int schemaId(byte[] record) {
        if (record.length < PREFIX_BYTES) {
            throw new UndecodableRecordException(
                    "A value of " + record.length + " bytes is too short to be Avro in Confluent's wire format");
        }
        if (record[0] != MAGIC) {
            throw new UndecodableRecordException(
                    "The value is not Avro in Confluent's wire format: it begins with byte %#04x instead of 0x00"
                            .formatted(record[0]));
        }
        return ByteBuffer.wrap(record).getInt(1);
    }
}
