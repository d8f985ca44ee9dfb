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

    /** Which refusal it is, for switches. */
    Kind kind();

    /** The refusals, each with the status that it has where a dialect does not say otherwise. */
    enum Kind {
        VIOLATED(400),
        BAD_JSON(400),
        BAD_IDEMPOTENCY_KEY(400),
        IDEMPOTENCY_KEY_REUSED(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        THROTTLED(429),
        INTERNAL(500),
        UNAVAILABLE(503);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** Fields are wrong, or the worker's decision was against them; in the order to be reported. */
    record Violated(List<Violation> violations) implements Refusal {
        public Violated {
            violations = List.copyOf(violations);
        }

        @Override
        public Kind kind() {
            return Kind.VIOLATED;
        }
    }

    /** What the worker decided, in the words of its events. */
    static Refusal decided(List<signup.events.Violation> found) {
        return new Violated(found.stream().map(Violation::of).toList());
    }

    /** The body is no JSON object; {@code detail} says where, and quotes none of it. */
    record BadJson(String detail) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.BAD_JSON;
        }
    }

    /** Nobody is known to call: no credentials came, or ({@code presented}) wrong ones. */
    record Unauthenticated(boolean presented) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.UNAUTHENTICATED;
        }
    }

    /** The caller is known and may not; {@code what} names the permission or the switch that is missing. */
    record Forbidden(String what) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }
    }

    /** Nothing is at this path. */
    record NotFound() implements Refusal {
        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    /** Something is at this path, for other methods. */
    record MethodNotAllowed(String method, Set<String> allowed) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.METHOD_NOT_ALLOWED;
        }
    }

    /** The body is longer than {@code limit} bytes. */
    record TooLarge(long limit) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.TOO_LARGE;
        }
    }

    /** The body is not JSON by its media type. */
    record UnsupportedMediaType(String mediaType) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.UNSUPPORTED_MEDIA_TYPE;
        }
    }

    /** The idempotency key was used with another body. */
    record IdempotencyKeyReused() implements Refusal {
        @Override
        public Kind kind() {
            return Kind.IDEMPOTENCY_KEY_REUSED;
        }
    }

    /** The {@code Idempotency-Key} header cannot be one. */
    record BadIdempotencyKey() implements Refusal {
        @Override
        public Kind kind() {
            return Kind.BAD_IDEMPOTENCY_KEY;
        }
    }

    /** Too many requests. */
    record Throttled(Duration retryAfter) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.THROTTLED;
        }
    }

    /** It cannot be said now; with a signup id, the request may or may not have been accepted under it. */
    record Unavailable(Duration retryAfter, Optional<UUID> signupId) implements Refusal {
        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }
    }

    /** A defect of this service. */
    record Internal() implements Refusal {
        @Override
        public Kind kind() {
            return Kind.INTERNAL;
        }
    }
}
