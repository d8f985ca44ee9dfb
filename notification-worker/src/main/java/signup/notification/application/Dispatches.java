package signup.notification.application;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import signup.notification.model.Dispatch;
import signup.notification.model.OwedMail;
import signup.notification.model.Verdict;

/**
 * The ledger of mails, which is also the queue. Every method is one statement, blocks for a bounded time, and is safe to
 * use from several threads and instances.
 */
public interface Dispatches {

    /**
     * Takes owed mails in; one that is there already stays as it is.
     *
     * @return how many were new
     */
    int add(Collection<OwedMail> mails);

    /**
     * Claims dispatches that are due, oldest first, for {@code lease}; until it has passed nobody else gets them. A claim
     * counts as an attempt, so that a mail on which workers die is given up in the end.
     *
     * @param limit how many at most
     * @param perDomain how many at most of one domain
     * @param free how many at most of these domains; 0 leaves a domain out
     */
    List<Dispatch> claim(int limit, int perDomain, Map<String, Integer> free, Duration lease);

    /** Prolongs the leases of these claims as far as they still hold. */
    void renew(Collection<Dispatch> claimed, Duration lease);

    /**
     * Writes what became of an attempt. A mail that was handed over is written down as such by whomever; any other verdict
     * only by the holder of the claim.
     *
     * @return whether it was written
     */
    boolean settle(Dispatch dispatch, Verdict verdict);

    /** How much is waiting. */
    Backlog backlog();

    /**
     * What is waiting in the queue.
     *
     * @param depth how many mails are owed and not sent
     * @param oldest how long the oldest of them has been owed; zero when there is none
     */
    record Backlog(long depth, Duration oldest) {}
}
