package signup.registration.model;

/** The kinds of codes that signups may carry, in the order in which they are locked and reported. */
public enum CodeKind {
    /** Lets somebody in. */
    INVITE(Violation.INVITE_CODE),
    /** Tells by which campaign somebody came. */
    PROMO(Violation.PROMO_CODE);

    private final String field;

    CodeKind(String field) {
        this.field = field;
    }

    /** The field that carries it. */
    public String field() {
        return field;
    }
}
