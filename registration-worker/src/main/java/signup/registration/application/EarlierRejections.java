package signup.registration.application;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import signup.registration.model.Violation;

/** The rejections that the world was told and the database has lost; where it has lost none, {@link #NONE}. */
@FunctionalInterface
public interface EarlierRejections {

    EarlierRejections NONE = signupId -> Optional.empty();

    /** How that signup was rejected before, when it was. Does not block. */
    Optional<Rejection> of(UUID signupId);

    /** Why a signup was rejected, and when (in whole microseconds). */
    record Rejection(List<Violation> violations, Instant decidedAt) {}
}
