package signup.ingress.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BandwidthBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import signup.ingress.settings.LimitSettings;
import signup.ingress.settings.Rate;

/**
 * Counts what callers do, in a token bucket for each caller and limit. Buckets are those of this instance, and of the
 * {@value #REMEMBERED} seen last or most often, some 50 MiB at most; one that nobody touched for its window is full, so that
 * forgetting it changes nothing. Does not block; safe for use by several threads.
 */
public final class RateLimits {

    private static final int REMEMBERED = 100_000;
    private static final int LONGEST_CALLER = 128;

    private record Key(Limit limit, String caller) {}

    private final Map<Limit, Rate> rates = new EnumMap<>(Limit.class);
    private final Map<Limit, Counter> refused = new EnumMap<>(Limit.class);
    private final Cache<Key, Bucket> buckets;
    private final TimeMeter time;

    /** @param nanos a clock that never goes back */
    public RateLimits(LimitSettings settings, LongSupplier nanos, MeterRegistry meters) {
        this.time = new Ticker(nanos);
        Duration longest = Rate.OFF.window();
        for (Limit limit : Limit.values()) {
            Rate rate = limit.rate(settings);
            if (!rate.isOff()) {
                rates.put(limit, rate);
                longest = rate.window().compareTo(longest) > 0 ? rate.window() : longest;
            }
            refused.put(
                    limit,
                    Counter.builder("signup.ingress.throttled")
                            .description("Requests that came too often")
                            .tag("limit", limit.text())
                            .register(meters));
        }
        this.buckets = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterAccess(longest)
                .ticker(nanos::getAsLong)
                .build();
    }

    /** Counts one more of the caller; empty when there is no such limit. */
    public Optional<Quota> take(Limit limit, String caller) {
        Rate rate = rates.get(limit);
        if (rate == null) {
            return Optional.empty();
        }
        ConsumptionProbe probe = bucket(limit, rate, caller).tryConsumeAndReturnRemaining(1);
        long wait = probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill();
        return Optional.of(
                told(new Quota(limit, rate, probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(wait))));
    }

    /** Whether the caller could do one more, of which none is counted; empty when there is no such limit. */
    public Optional<Quota> look(Limit limit, String caller) {
        Rate rate = rates.get(limit);
        if (rate == null) {
            return Optional.empty();
        }
        EstimationProbe probe = bucket(limit, rate, caller).estimateAbilityToConsume(1);
        return Optional.of(new Quota(
                limit,
                rate,
                probe.canBeConsumed(),
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForRefill())));
    }

    private Quota told(Quota quota) {
        if (!quota.granted()) {
            refused.get(quota.limit()).increment();
        }
        return quota;
    }

    /** Long names share a bucket if they begin alike, so that a name takes no more memory than others. */
    private Bucket bucket(Limit limit, Rate rate, String caller) {
        String name = caller.length() > LONGEST_CALLER ? caller.substring(0, LONGEST_CALLER) : caller;
        return buckets.get(
                new Key(limit, name),
                key -> Bucket.builder()
                        .addLimit(bandwidth -> bandwidth(limit, rate, bandwidth.capacity(rate.count())))
                        .withCustomTimePrecision(time)
                        .build());
    }

    private static BandwidthBuilder.BandwidthBuilderBuildStage bandwidth(
            Limit limit, Rate rate, BandwidthBuilder.BandwidthBuilderRefillStage bandwidth) {
        return limit.isStrict()
                ? bandwidth.refillIntervally(rate.count(), rate.window())
                : bandwidth.refillGreedy(rate.count(), rate.window());
    }

    private record Ticker(LongSupplier nanos) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return nanos.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
