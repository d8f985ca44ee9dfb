package signup.ingress.acceptance;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Dialect;
import tools.jackson.databind.node.ObjectNode;

/**
 * A well-formed signup on offer.
 *
 * @param dialect how it came
 * @param client who sent it; empty for an anonymous caller
 * @param command what it asks for
 * @param body its body, by which tries under one idempotency key are compared
 * @param idempotencyKey the client's name for it
 * @param waits whether the client waits for the decision
 * @param traceparent the client's trace context
 */
public record Submission(
        Dialect dialect,
        Optional<String> client,
        Command command,
        ObjectNode body,
        @Nullable IdempotencyKey idempotencyKey,
        boolean waits,
        @Nullable String traceparent) {

    @Override
    public String toString() {
        return "Submission[" + dialect.name() + "]";
    }
}
