package signup.acceptance.faults.load;

import java.util.UUID;

/**
 * A mailed link's token, sent to SAYMON's confirmation. Each is an attempt of its own: one use of the link succeeds.
 *
 * @param linkId the link's id
 * @param sub whom the link is for
 * @param status the answer's status; 0 for none
 * @param answer the answer's body
 */
public record Confirmation(UUID linkId, UUID sub, int status, String answer) implements LinkUse {

    private static final String USED = "\"Token already used.\"";

    /** This one used the link. */
    public boolean isDone() {
        return status == 200;
    }

    /** Another one did. */
    public boolean isRefusedAsUsed() {
        return status == 400 && answer.contains(USED);
    }

    /** Not done, or done in the last moment; with no answer at all, either. */
    @Override
    public boolean isUnknown() {
        return status == 0 || status == 503;
    }
}
