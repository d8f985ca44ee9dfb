package signup.acceptance.faults.evidence;

/**
 * Something that must not be.
 *
 * @param what in words, with the ids that are needed to look into it
 */
public record Finding(Sort sort, String what) {

    /** What sort of harm. */
    public enum Sort {
        /** Acknowledged or written, and then forgotten. */
        LOST,
        /** Happened twice. */
        DUPLICATED,
        /** Done in part, or one side says this and another that. */
        HALF,
        /** Two answers to one question. */
        UNSTABLE,
        /** In a dead-letter topic and no poison, or poison that is in none. */
        DEAD_LETTER,
        /** Refused without a cause, or out of turn. */
        UNJUST,
        /** Something that the harness itself cannot explain. */
        UNEXPECTED
    }

    @Override
    public String toString() {
        return sort + ": " + what;
    }
}
