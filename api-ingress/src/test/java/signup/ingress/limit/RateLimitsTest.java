package signup.ingress.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import signup.ingress.settings.Settings;

class RateLimitsTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RateLimits limits = limits("limits.signups", "30/1m", "limits.validation-codes", "10/1m");
    private long now = -1;

    @Test
    void aCallerMayDoSoOftenAtOnceAndThenOneByOne() {
        for (int left = 29; left >= 0; left--) {
            Quota quota = take("192.0.2.1");
            assertThat(quota.granted()).isTrue();
            assertThat(quota.remaining()).isEqualTo(left);
        }
        Quota refused = take("192.0.2.1");
        assertThat(refused.granted()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(2));

        pass(Duration.ofSeconds(2));
        assertThat(take("192.0.2.1").granted()).isTrue();
        assertThat(take("192.0.2.1").granted()).isFalse();

        pass(Duration.ofMinutes(1));
        assertThat(take("192.0.2.1").remaining()).isEqualTo(29);
    }

    @Test
    void tenValidationCodesAMinuteAreNoMoreThanTen() {
        for (int i = 0; i < 10; i++) {
            assertThat(limits.take(Limit.VALIDATION_CODES, "192.0.2.1")
                            .orElseThrow()
                            .granted())
                    .isTrue();
        }
        pass(Duration.ofSeconds(59));
        Quota refused = limits.take(Limit.VALIDATION_CODES, "192.0.2.1").orElseThrow();
        assertThat(refused.granted()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));

        pass(Duration.ofSeconds(1));
        assertThat(limits.take(Limit.VALIDATION_CODES, "192.0.2.1")
                        .orElseThrow()
                        .remaining())
                .isEqualTo(9);
    }

    @Test
    void whoeverComesBackWhenToldIsLetIn() {
        IntStream.range(0, 30).forEach(i -> take("192.0.2.1"));
        pass(Duration.ofMillis(700));
        pass(take("192.0.2.1").retryAfter());

        assertThat(take("192.0.2.1").granted()).isTrue();
    }

    @Test
    void callersAndLimitsAreCountedApart() {
        IntStream.range(0, 31).forEach(i -> take("192.0.2.1"));

        assertThat(take("192.0.2.1").granted()).isFalse();
        assertThat(take("192.0.2.2").granted()).isTrue();
        assertThat(limits.take(Limit.VALIDATION_CODES, "192.0.2.1")
                        .orElseThrow()
                        .remaining())
                .isEqualTo(9);
        assertThat(meters.get("signup.ingress.throttled")
                        .tag("limit", "signups")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void lookingCountsNothing() {
        IntStream.range(0, 100).forEach(i -> limits.look(Limit.SIGNUPS, "192.0.2.1"));
        assertThat(take("192.0.2.1").remaining()).isEqualTo(29);

        IntStream.range(0, 29).forEach(i -> take("192.0.2.1"));
        assertThat(limits.look(Limit.SIGNUPS, "192.0.2.1").orElseThrow().granted())
                .isFalse();
    }

    @Test
    void theHeadersAreThoseOfTheDraft() {
        Quota quota = take("192.0.2.1");
        assertThat(quota.policy()).isEqualTo("\"signups\";q=30;w=60");
        assertThat(quota.state()).isEqualTo("\"signups\";r=29;t=2");

        IntStream.range(0, 29).forEach(i -> take("192.0.2.1"));
        assertThat(take("192.0.2.1").state()).isEqualTo("\"signups\";r=0;t=2");
    }

    @Test
    void aNameOfAnyLengthIsOneCaller() {
        String name = "x".repeat(10_000);
        IntStream.range(0, 30).forEach(i -> take(name));

        assertThat(take(name).granted()).isFalse();
    }

    @Test
    void whatIsOffIsNotCounted() {
        assertThat(limits("limits.signups", "off").take(Limit.SIGNUPS, "192.0.2.1"))
                .isEmpty();
        RateLimits allOff = limits("limits.enabled", "false");
        for (Limit limit : Limit.values()) {
            assertThat(allOff.take(limit, "192.0.2.1")).isEmpty();
            assertThat(allOff.look(limit, "192.0.2.1")).isEmpty();
        }
    }

    private Quota take(String caller) {
        return limits.take(Limit.SIGNUPS, caller).orElseThrow();
    }

    private void pass(Duration time) {
        now += TimeUnit.NANOSECONDS.convert(time);
    }

    private RateLimits limits(String... settings) {
        return new RateLimits(Settings.of(settings).limits(), () -> now, meters);
    }
}
