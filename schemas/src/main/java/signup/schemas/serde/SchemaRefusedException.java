package signup.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry answered, and the answer is no: the schema to write with is not registered, not valid, or not compatible
 * with its subject's earlier versions. Trying again changes nothing until somebody registers or corrects it.
 */
public final class SchemaRefusedException extends SerializationException {

    private static final long serialVersionUID = 1L;

    public SchemaRefusedException(String message) {
        super(message);
    }
}
