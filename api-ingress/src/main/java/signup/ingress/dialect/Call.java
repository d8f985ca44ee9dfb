package signup.ingress.dialect;

import org.jspecify.annotations.Nullable;
import signup.ingress.auth.Authentication;
import tools.jackson.databind.node.ObjectNode;

/**
 * A signup request as a dialect reads it.
 *
 * @param authentication who calls; already admitted
 * @param languages what the caller reads
 * @param idempotencyKey the caller's name for the signup; equal in all its tries
 * @param body the JSON object of the body; of duplicate keys the last
 */
public record Call(
        Authentication authentication,
        AcceptedLanguages languages,
        @Nullable String idempotencyKey,
        ObjectNode body) {

    /** A call without an idempotency key. */
    public Call(Authentication authentication, AcceptedLanguages languages, ObjectNode body) {
        this(authentication, languages, null, body);
    }

    @Override
    public String toString() {
        return "Call[" + authentication + "]";
    }
}
