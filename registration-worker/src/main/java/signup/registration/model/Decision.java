package signup.registration.model;

import java.util.List;
import java.util.UUID;

/** What became of a signup: a user (who may have been removed since), or every reason why not. */
public sealed interface Decision {

    /** There is a user now. */
    record Created(User user) implements Decision {}

    /**
     * There was a user, whose row somebody has deleted since. The decision stands, so that no retry makes the user again; but
     * nothing is left to tell anybody.
     */
    record Removed(UUID sub) implements Decision {}

    /** Refused, with every reason in the order of the fields. */
    record Rejected(List<Violation> violations) implements Decision {

        public Rejected {
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("A rejection has a reason");
            }
            violations = List.copyOf(violations);
        }

        /** Whether the database refused to keep it, and not a rule. */
        public boolean isInternal() {
            return violations.stream().anyMatch(violation -> violation.reason() == Reason.INTERNAL);
        }
    }
}
