package signup.notification.application;

import java.time.Duration;

/**
 * What bounds the dispatcher.
 *
 * @param concurrency how many mails are on their way at once
 * @param perDomain how many of them to one domain
 * @param slowAfter a domain whose last mail took this long gets one at a time
 * @param lease how long a claim holds without being prolonged
 * @param pollInterval how often to look for due mails when nothing wakes the dispatcher
 */
public record DispatcherLimits(
        int concurrency, int perDomain, Duration slowAfter, Duration lease, Duration pollInterval) {

    public DispatcherLimits {
        if (concurrency < 1 || perDomain < 1 || perDomain > concurrency) {
            throw new IllegalArgumentException("At least one mail at a time, and no more per domain than at all");
        }
        if (lease.compareTo(pollInterval.multipliedBy(3)) < 0) {
            throw new IllegalArgumentException("A lease lasts at least three poll intervals, or it ends unrenewed");
        }
    }
}
