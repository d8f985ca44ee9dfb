package signup.notification.application;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import signup.notification.model.Outcome;

/** The outcomes in the ledger of which subscribers were not told yet. */
public interface UnpublishedOutcomes {

    /** Claims some, oldest first; until {@code lease} has passed nobody else gets them. */
    List<Outcome> claim(int limit, Duration lease);

    /** Writes down that these were published. */
    void published(Collection<Outcome> outcomes);
}
