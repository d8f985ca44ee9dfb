package signup.acceptance.faults.evidence;

import java.util.Map;
import java.util.UUID;
import signup.acceptance.faults.evidence.Activations.Activated;
import signup.acceptance.faults.evidence.Activations.Spent;
import signup.acceptance.faults.evidence.Finding.Sort;
import signup.acceptance.faults.load.Press;

/** A link that is pressed acts once, on its user and on the events about them, and nothing else activates anybody. */
final class MailedLinks {

    private MailedLinks() {}

    static void reconcile(Activations activations, Findings findings) {
        Map<UUID, Spent> spent = Findings.first(activations.spent(), Spent::linkId);
        Map<UUID, Spent> spentBySub = Findings.first(activations.spent(), Spent::sub);
        Map<UUID, Activated> activated = Findings.first(activations.activated(), Activated::sub);
        for (Press press : activations.presses()) {
            if (press.isAcknowledged() && !spent.containsKey(press.linkId())) {
                findings.found(Sort.LOST, "pressed, and nothing came of it: " + press);
            } else if (!press.isAcknowledged() && !press.isUnknown()) {
                findings.found(Sort.UNEXPECTED, "a good link was answered " + press.status() + ": " + press);
            }
        }
        findings.twice(activations.spent(), Spent::sub, "spent links of");
        findings.twice(activations.activated(), Activated::eventId, "UserActivated with ce_id");
        findings.twice(activations.activated(), Activated::sub, "UserActivated of");
        spentBySub.keySet().stream()
                .filter(sub -> !activated.containsKey(sub))
                .forEach(sub -> findings.found(Sort.LOST, "activated and not told: " + sub));
        spentBySub.keySet().stream()
                .filter(sub -> !activations.active().contains(sub))
                .forEach(sub -> findings.found(Sort.HALF, "a spent link, and not active: " + sub));
        activated.keySet().stream()
                .filter(sub -> !spentBySub.containsKey(sub))
                .forEach(sub -> findings.found(Sort.HALF, "told as activated, and no link was spent: " + sub));
    }
}
