package signup.registration.avatar;

import java.time.Duration;
import java.util.Set;

/**
 * What bounds the fetch of a picture.
 *
 * @param time for all of it: names, redirects, TLS and bytes
 * @param bytes of the picture as sent
 * @param ports that may be connected to
 */
record FetchLimits(Duration time, int bytes, Set<Integer> ports) {

    /** From one URL to the next, so many times. */
    static final int REDIRECTS = 3;
}
