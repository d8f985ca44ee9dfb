package signup.notification.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What becomes of a dispatch after an attempt. */
public sealed interface Verdict {

    /** Its name in logs and metrics. */
    String term();

    /** Why it was not handed over, without personal data; null when it was. */
    @Nullable
    String reason();

    /**
     * It stays in the queue.
     *
     * @param delay when it is due again
     * @param counts whether the attempt counts; one that never reached the mail server does not
     */
    record Retry(Duration delay, String reason, boolean counts) implements Verdict {
        @Override
        public String term() {
            return "retried";
        }
    }

    /** It is over, and subscribers are told. */
    record Final(State state, @Nullable String reason) implements Verdict {
        @Override
        public String term() {
            return state.term();
        }
    }
}
