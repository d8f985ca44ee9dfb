package signup.ingress.activation;

import java.util.Optional;

/** What came of using a link. */
public sealed interface Activation {

    /**
     * The address is confirmed, and the password, if one was chosen, is taken; the browser may go to {@code nextUrl}.
     */
    record Activated(Optional<String> nextUrl) implements Activation {}

    /** The link was used before. */
    record Spent() implements Activation {}

    /** There is no such user (any more). */
    record UserUnknown() implements Activation {}

    /** It is durable and will be done. As the end of an attempt: it is given up. */
    record Pending() implements Activation {}

    /** It is not known whether it will be done; trying again is safe. As the end of an attempt: it will not be done from now on. */
    record Unavailable() implements Activation {}
}
