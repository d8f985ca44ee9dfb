package signup.acceptance.faults.evidence;

import java.util.List;
import signup.acceptance.faults.evidence.Finding.Sort;

/**
 * What came out. All clear: {@code acknowledged + unacknowledged = created + rejected = events}.
 *
 * @param acknowledged signups that a client was promised
 * @param unacknowledged decided signups whose client got no promise (503, or no answer)
 * @param created decided so
 * @param rejected decided so
 * @param events committed events about these
 * @param mails mails received
 * @param repeatedMails mails received again with the same id
 * @param deadLetters dead letters
 * @param activated users whose mail's link was used, in whichever way
 * @param confirmed links that SAYMON's confirmation spent
 * @param findings what must not be
 */
public record Reconciled(
        long acknowledged,
        long unacknowledged,
        long created,
        long rejected,
        long events,
        long mails,
        long repeatedMails,
        long deadLetters,
        long activated,
        long confirmed,
        List<Finding> findings) {

    /** The same with these findings. */
    public Reconciled with(List<Finding> others) {
        return new Reconciled(
                acknowledged,
                unacknowledged,
                created,
                rejected,
                events,
                mails,
                repeatedMails,
                deadLetters,
                activated,
                confirmed,
                others);
    }

    public long lost() {
        return count(Sort.LOST);
    }

    public long duplicated() {
        return count(Sort.DUPLICATED);
    }

    /** Findings of other sorts. */
    public long others() {
        return findings.size() - lost() - duplicated();
    }

    private long count(Sort sort) {
        return findings.stream().filter(finding -> finding.sort() == sort).count();
    }
}
