package signup.acceptance.faults.evidence;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import signup.acceptance.faults.evidence.Activations.Activated;
import signup.acceptance.faults.evidence.Activations.Spent;
import signup.acceptance.faults.evidence.Finding.Sort;
import signup.acceptance.faults.load.Confirmation;

/**
 * Of the confirmations of one link at most one succeeds, and that one did it; the others are refused only for a use that
 * there was, and told once. Beside {@link MailedLinks}, whose accounts are of all links in whichever way they were used.
 */
final class ConfirmedLinks {

    private final Findings findings;
    private final Map<UUID, List<Confirmation>> byLink;
    private final Map<UUID, List<Confirmation>> bySub;
    private final Set<UUID> spent;
    private final Set<UUID> usersWithSpentLink;
    private final Map<UUID, Long> toldOf;

    private ConfirmedLinks(Activations activations, Findings findings) {
        this.findings = findings;
        this.byLink = activations.confirmations().stream().collect(Collectors.groupingBy(Confirmation::linkId));
        this.bySub = activations.confirmations().stream().collect(Collectors.groupingBy(Confirmation::sub));
        this.spent = activations.spent().stream().map(Spent::linkId).collect(Collectors.toSet());
        this.usersWithSpentLink = activations.spent().stream().map(Spent::sub).collect(Collectors.toSet());
        this.toldOf =
                activations.activated().stream().collect(Collectors.groupingBy(Activated::sub, Collectors.counting()));
    }

    /** Returns how many links confirmations spent. */
    static long reconcile(Activations activations, Findings findings) {
        ConfirmedLinks links = new ConfirmedLinks(activations, findings);
        links.byLink.forEach(links::reconcile);
        return links.byLink.keySet().stream().filter(links.spent::contains).count();
    }

    private void reconcile(UUID linkId, List<Confirmation> confirmations) {
        UUID sub = confirmations.get(0).sub();
        String which = linkId + " of " + sub;
        long done = confirmations.stream().filter(Confirmation::isDone).count();
        boolean refused = confirmations.stream().anyMatch(Confirmation::isRefusedAsUsed);
        if (done > 1) {
            findings.found(Sort.DUPLICATED, "several confirmations succeeded by one link: " + which);
        }
        if (done > 0 && !spent.contains(linkId)) {
            findings.found(Sort.LOST, "confirmed, and the link is not spent: " + which);
        }
        if (done == 0 && refused) {
            reconcileRefused(sub, which);
        }
        if (done > 0 || refused) {
            reconcileEvents(sub, which);
        } else {
            findings.found(Sort.UNEXPECTED, "confirmed to the end, and never told what became of it: " + which);
        }
        confirmations.stream()
                .filter(one -> !one.isDone() && !one.isRefusedAsUsed() && !one.isUnknown())
                .forEach(one -> findings.found(Sort.UNEXPECTED, "a good link's confirmation was answered: " + one));
    }

    /** Somebody used one of the user's links, and whoever it was did not hear that it was used. */
    private void reconcileRefused(UUID sub, String which) {
        if (!usersWithSpentLink.contains(sub)) {
            findings.found(Sort.UNJUST, "refused as used, and no link of the user is spent: " + which);
        } else if (bySub.get(sub).stream().allMatch(Confirmation::isRefusedAsUsed)) {
            findings.found(Sort.UNJUST, "each confirmation was refused for another, and there is no other: " + which);
        }
    }

    private void reconcileEvents(UUID sub, String which) {
        long told = toldOf.getOrDefault(sub, 0L);
        if (told == 0) {
            findings.found(Sort.LOST, "confirmed and not told: " + which);
        } else if (told > 1) {
            findings.found(Sort.DUPLICATED, "confirmed once and told " + told + " times: " + which);
        }
    }
}
