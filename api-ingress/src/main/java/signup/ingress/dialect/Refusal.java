package signup.ingress.dialect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Why a request is not answered with a user. Each dialect has a form for each; the headers that follow from one ({@code
 * Allow}, {@code Retry-After}, {@code Signup-Id}) are added for all dialects alike.
 */
public sealed interface Refusal {

    /** Fields are wrong, or the worker's decision was against them; in the order to be reported. */
    record Violated(List<Violation> violations) implements Refusal {
        public Violated {
            violations = List.copyOf(violations);
        }
    }

    /** The body is no JSON object; {@code detail} says where, and quotes none of it. */
    record BadJson(String detail) implements Refusal {}

    /** Nobody is known to call: no credentials came, or ({@code presented}) wrong ones. */
    record Unauthenticated(boolean presented) implements Refusal {}

    /** The caller is known and may not; {@code what} names the permission or the switch that is missing. */
    record Forbidden(String what) implements Refusal {}

    /** Nothing is at this path. */
    record NotFound() implements Refusal {}

    /** Something is at this path, for other methods. */
    record MethodNotAllowed(String method, Set<String> allowed) implements Refusal {}

    /** The body is longer than {@code limit} bytes. */
    record TooLarge(long limit) implements Refusal {}

    /** The body is not JSON by its media type. */
    record UnsupportedMediaType(String mediaType) implements Refusal {}

    /** The idempotency key was used with another body. */
    record IdempotencyKeyReused() implements Refusal {}

    /** The {@code Idempotency-Key} header cannot be one. */
    record BadIdempotencyKey() implements Refusal {}

    /** Too many requests. */
    record Throttled(Duration retryAfter) implements Refusal {}

    /** It cannot be said now; with a signup id, the request may or may not have been accepted under it. */
    record Unavailable(Duration retryAfter, Optional<UUID> signupId) implements Refusal {}

    /** A defect of this service. */
    record Internal() implements Refusal {}
}
