package signup.acceptance.faults.load;

import java.util.UUID;

/** A request that uses a mailed link, and its answer. */
sealed interface LinkUse permits Press, Confirmation {

    UUID linkId();

    /** Whom the link is for. */
    UUID sub();

    /** Whether it may be sent again. */
    boolean isUnknown();
}
