package signup.acceptance.faults.evidence;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import signup.acceptance.faults.load.Confirmation;
import signup.acceptance.faults.load.Press;

/**
 * What each side knows of mailed links.
 *
 * @param presses what the users remember
 * @param confirmations what those remember who sent the token
 * @param spent the table of links that were acted on
 * @param activated {@code user.activated}, committed
 * @param active the subs of users who stand as active and proved their address
 */
public record Activations(
        List<Press> presses,
        List<Confirmation> confirmations,
        List<Spent> spent,
        List<Activated> activated,
        Set<UUID> active) {

    /** A link that was acted on. */
    public record Spent(UUID linkId, UUID sub) {}

    /** A {@code UserActivated} and its {@code ce_id}. */
    public record Activated(UUID sub, String eventId) {}
}
