package signup.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * These bytes are no record that this reader can have: a strange format, an unknown schema, broken Avro, or a record of
 * another kind. Trying again changes nothing: dead-letter it. The message quotes nothing of the record, which may hold
 * personal data; for the same reason there is no cause.
 */
public final class UndecodableRecordException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public UndecodableRecordException(String message) {
        super(message);
    }
}
