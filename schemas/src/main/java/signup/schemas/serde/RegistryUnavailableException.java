package signup.schemas.serde;

import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/**
 * No schema registry gave a usable answer: unreachable, too slow, overloaded, broken, or refusing our credentials. It
 * says nothing about the record at hand, so the same call may succeed later: retry, never dead-letter.
 */
public final class RegistryUnavailableException extends RetriableException {

    private static final long serialVersionUID = 1L;

    public RegistryUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
