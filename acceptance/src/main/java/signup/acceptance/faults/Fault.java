package signup.acceptance.faults;

import java.time.Duration;
import signup.acceptance.faults.installation.Installation;

/**
 * A way in which a part of the installation fails for a time.
 *
 * @param name for the table
 * @param shortest it lasts at least so long
 * @param longest and at most so long
 * @param strike lets the part fail for that long and then lets it work again, or lets it be started again; blocks until
 *     then, not until it works
 */
record Fault(String name, Duration shortest, Duration longest, Strike strike) {

    @FunctionalInterface
    interface Strike {
        void on(Installation installation, Duration length);
    }
}
