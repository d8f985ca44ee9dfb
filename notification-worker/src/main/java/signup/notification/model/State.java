package signup.notification.model;

import java.util.Arrays;

/** Where a dispatch stands in the ledger. */
public enum State {
    /** Owed: waiting, or being sent. */
    PENDING("pending"),
    /** The mail server has it. */
    HANDED_OVER("handed_over"),
    /** Refused for good. */
    FAILED("failed"),
    /** Given up after the last try. */
    ABANDONED("abandoned");

    private final String term;

    State(String term) {
        this.term = term;
    }

    /** Its name in the ledger, metrics and logs. */
    public String term() {
        return term;
    }

    /**
     * The state of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static State of(String term) {
        return Arrays.stream(values())
                .filter(state -> state.term.equals(term))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No dispatch is " + term));
    }
}
