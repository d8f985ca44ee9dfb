package signup.registration.model;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one request leads to. */
public sealed interface Outcome {

    /**
     * This request took the decision, now or in an earlier delivery: the world and the client hear it.
     *
     * @param mail what the owner of the address hears instead of a client that may not
     * @param anew whether it was taken now, and not in an earlier delivery
     */
    record Announced(Decided decided, @Nullable RequestedMail mail, boolean anew) implements Outcome {

        public Announced(Decided decided) {
            this(decided, null, false);
        }

        /** The same with that mail. */
        public Announced with(@Nullable RequestedMail owed) {
            return new Announced(decided, owed, anew);
        }

        /** The same, taken now. */
        public Announced takenNow() {
            return new Announced(decided, mail, true);
        }
    }

    /** A twin took it, a client's retry under the same id: only the client hears it. */
    record Repeated(Decided decided) implements Outcome {}

    /** Another body came under the same signup id: the client hears that, and nothing else happens. */
    record Conflict(UUID signupId, Instant decidedAt) implements Outcome {}
}
