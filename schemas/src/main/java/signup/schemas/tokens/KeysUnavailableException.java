package signup.schemas.tokens;

/** The keys that a token is to be checked with cannot be had now: no judgement on the token. */
public final class KeysUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public KeysUnavailableException(Throwable cause) {
        super("The JWK set cannot be read", cause);
    }
}
