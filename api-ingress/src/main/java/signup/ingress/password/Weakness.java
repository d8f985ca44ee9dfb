package signup.ingress.password;

/**
 * One way in which a password fails its policy.
 *
 * @param limit how many characters or classes the policy wants
 */
public record Weakness(Kind kind, int limit) {

    /** The ways. */
    public enum Kind {
        TOO_SHORT,
        TOO_LONG,
        CLASSES,
        LOWERCASE,
        CAPITAL,
        DIGITS,
        SPECIAL
    }
}
