package signup.ingress.limit;

import java.time.Duration;
import signup.ingress.settings.Rate;

/**
 * What is left to a caller, and whether it was let in.
 *
 * @param limit what is limited
 * @param rate how often that may happen
 * @param granted whether it may happen now
 * @param remaining how often it may happen at once from now on
 * @param reset when not granted, the time until it is; else the time until everything is there again
 */
public record Quota(Limit limit, Rate rate, boolean granted, long remaining, Duration reset) {

    /**
     * The value of {@code RateLimit-Policy}, by draft-ietf-httpapi-ratelimit-headers-10 (a list of RFC 9651, of one item
     * here): {@code "signups";q=30;w=60}.
     */
    public String policy() {
        return '"' + limit.text() + "\";q=" + rate.count() + ";w=" + seconds(rate.window());
    }

    /** The value of {@code RateLimit}, by the same draft: {@code "signups";r=12;t=36}. */
    public String state() {
        return '"' + limit.text() + "\";r=" + remaining + ";t=" + seconds(reset);
    }

    /** When to come back, in whole seconds, so that whoever does is let in. */
    public Duration retryAfter() {
        return Duration.ofSeconds(Math.max(1, seconds(reset)));
    }

    private static long seconds(Duration time) {
        return time.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
