package signup.registration.activation;

import signup.registration.model.User;

/** What became of an activation. */
public sealed interface ActivationOutcome {

    /**
     * The user is active, by this activation.
     *
     * @param announces whether the world hears it as well; a twin of the activation only has its reply repeated
     */
    record Activated(User user, SpentLink link, boolean announces) implements ActivationOutcome {}

    /** Another activation has spent the link, or another link of the user was used before. */
    record LinkSpent() implements ActivationOutcome {}

    /** It came when nobody waited for it any more, and has done nothing; so it is not answered. */
    record Expired() implements ActivationOutcome {}

    /** There is no such user. */
    record UserUnknown() implements ActivationOutcome {}
}
