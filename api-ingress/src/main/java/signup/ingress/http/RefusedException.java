package signup.ingress.http;

import signup.ingress.dialect.Refusal;

/** Ends the handling of a request; {@link ErrorAnswers} writes the refusal in the form of the dialect at the request's path. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.getClass().getSimpleName(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
