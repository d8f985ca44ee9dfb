package signup.registration.replay;

import java.net.ConnectException;
import java.sql.SQLException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import signup.schemas.serde.RegistryUnavailableException;

/** What went wrong, in a line for people. */
final class Failures {

    private Failures() {}

    static String reason(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof RegistryUnavailableException) {
                return "the schema registry cannot be asked: " + cause.getMessage();
            }
            if (cause instanceof SQLException) {
                return "the database cannot be used: " + firstLine(cause);
            }
            if (cause instanceof RetriableException || cause instanceof KafkaException) {
                return "Kafka cannot be used: " + firstLine(cause);
            }
        }
        if (root instanceof ConnectException) {
            return "a part cannot be reached: " + firstLine(root);
        }
        return firstLine(root);
    }

    private static String firstLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
