package signup.acceptance.faults.load;

import java.util.UUID;

/**
 * A button on the page of a mailed link, pressed.
 *
 * @param linkId the link's id
 * @param sub whom the link is for
 * @param status the answer's status; 0 for none
 */
public record Press(UUID linkId, UUID sub, int status) implements LinkUse {

    /** Done, or taken and to be done. */
    public boolean isAcknowledged() {
        return status == 200 || status == 202;
    }

    /** Whether the user may press again. */
    @Override
    public boolean isUnknown() {
        return status == 0 || status == 503;
    }
}
