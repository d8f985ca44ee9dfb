package signup.ingress.json;

/** Bytes that are no JSON object. The message says what or where it is, and quotes none of them. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String detail) {
        super(detail);
    }
}
