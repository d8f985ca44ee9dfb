package signup.ingress.auth;

/** How callers of a dialect prove who they are. */
public enum Scheme {
    /** {@code Authorization: Bearer}, a JWT. */
    BEARER,
    /** {@code Authorization: Basic} (RFC 7617). */
    BASIC,
    /** Whatever of the two comes. */
    ANY,
    /** Not at all; credentials are not looked at. */
    NONE
}
