package signup.registration.kafka;

/** Bytes that are no event of the expected type. Fatal for the record. The message holds nothing of its content. */
public final class UndecodableException extends Exception {

    UndecodableException(String message) {
        super(message);
    }
}
