package signup.registration.codes;

/** Who calls the management port. */
sealed interface Operator {

    /** Nobody known: no token came, or ({@code presented}) no good one. */
    record Unknown(boolean presented) implements Operator {}

    /** A good token's holder who is no admin. */
    record Forbidden() implements Operator {}

    /** An admin, by the name of the token's holder. */
    record Admin(String name) implements Operator {}
}
