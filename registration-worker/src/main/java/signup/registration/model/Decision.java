package signup.registration.model;

import java.util.List;

/** What became of a signup: a user, or every reason why not. */
public sealed interface Decision {

    /** There is a user now. */
    record Created(User user) implements Decision {}

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
