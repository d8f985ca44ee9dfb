package signup.ingress.dialect.saymon;

import signup.ingress.dialect.Violation;

/** Ends the reading of a body at the first thing that is wrong with it. */
final class ViolatedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Violation violation;

    ViolatedException(Violation violation) {
        super(violation.rule().name(), null, false, false);
        this.violation = violation;
    }

    Violation violation() {
        return violation;
    }
}
