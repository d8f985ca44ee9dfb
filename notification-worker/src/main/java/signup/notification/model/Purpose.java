package signup.notification.model;

import java.util.Arrays;

/** What a mail is for, as far as this worker writes mails for it. */
public enum Purpose {
    /** Confirm the address, by link or by entering the link's token as a code. */
    CONFIRMATION("confirmation", true),
    /** Choose a password and finish. */
    REGISTRATION("registration", true),
    /** Somebody signed up with an address that has an account. */
    ALREADY_REGISTERED("already-registered", false);

    private final String term;
    private final boolean linked;

    Purpose(String term, boolean linked) {
        this.term = term;
        this.linked = linked;
    }

    /** The purpose's name in the ledger, in tokens, templates, metrics and logs. */
    public String term() {
        return term;
    }

    /** Whether the mail carries a link that acts for the user. */
    public boolean linked() {
        return linked;
    }

    /**
     * The purpose of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Purpose of(String term) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.term.equals(term))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No mail is for " + term));
    }
}
