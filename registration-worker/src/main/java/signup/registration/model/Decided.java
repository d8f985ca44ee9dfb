package signup.registration.model;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A decision as stored. It is never derived anew: whatever goes out again is built from this.
 *
 * @param coordinates the request that took it
 * @param decidedAt when, in whole microseconds
 */
public record Decided(
        UUID signupId,
        Dialect dialect,
        String client,
        BodyMac bodyMac,
        Instant acceptedAt,
        Coordinates coordinates,
        Decision decision,
        Instant decidedAt) {

    public static Decided of(Registration registration, Decision decision, Instant at) {
        return new Decided(
                registration.signupId(),
                registration.dialect(),
                registration.client(),
                registration.bodyMac(),
                registration.acceptedAt(),
                registration.coordinates(),
                decision,
                at);
    }

    /** The rejection of a signup that the database refuses to keep; holds nothing that it could refuse as well. */
    public static Decided unstorable(Registration registration, Instant at) {
        return new Decided(
                registration.signupId(),
                registration.dialect(),
                registration.client().replace("\u0000", ""),
                new BodyMac(
                        registration.bodyMac().keyId().replace("\u0000", ""),
                        registration.bodyMac().hex()),
                at,
                registration.coordinates(),
                new Decision.Rejected(List.of(new Violation(null, Reason.INTERNAL))),
                at);
    }

    /** Whether the owner of the address may have to hear of it by mail, because the client may not hear of it at all. */
    public boolean concernsOwner() {
        return dialect == Dialect.OPEN
                && decision instanceof Decision.Rejected rejected
                && rejected.violations().contains(Violation.taken(Violation.EMAIL));
    }

    /** What a request under this signup id hears. */
    public Outcome outcomeFor(Registration request) {
        if (bodyMac.contradicts(request.bodyMac())) {
            return new Outcome.Conflict(signupId, decidedAt);
        }
        return coordinates.equals(request.coordinates()) ? new Outcome.Announced(this) : new Outcome.Repeated(this);
    }
}
