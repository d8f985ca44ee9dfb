package signup.registration.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

class YieldingToRegistrationTest {

    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong millis = new AtomicLong();
    private final ConcurrentMessageListenerContainer<String, String> hashing = new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<>(Map.of()), new ContainerProperties("topic"));
    private final YieldingToRegistration yielding =
            new YieldingToRegistration(hashing, waiting::get, taken::get, 100, Duration.ofMinutes(1), new SetClock());

    @Test
    void hashingGoesOnWhileFewSignupsWait() {
        waiting.set(100);
        yielding.look();
        assertThat(hashing.isPauseRequested()).isFalse();
    }

    @Test
    void hashingWaitsWhileManySignupsWaitAndGoesOnAfterwards() {
        waiting.set(101);
        yielding.look();
        assertThat(hashing.isPauseRequested()).isTrue();

        waiting.set(0);
        yielding.look();
        assertThat(hashing.isPauseRequested()).isFalse();
    }

    @Test
    void hashingWaitsWhileManySignupsComeThoughNoneOfThemWaits() {
        taken.set(101);
        yielding.look();
        assertThat(hashing.isPauseRequested()).isTrue();

        taken.addAndGet(100);
        yielding.look();
        assertThat(hashing.isPauseRequested()).isFalse();
    }

    @Test
    void aConstantLoadDoesNotStarveHashing() {
        waiting.set(5000);
        yielding.look();
        millis.addAndGet(60_001);
        yielding.look();
        assertThat(hashing.isPauseRequested()).as("its turn").isFalse();

        millis.addAndGet(59_999);
        yielding.look();
        assertThat(hashing.isPauseRequested()).as("still its turn").isFalse();

        millis.addAndGet(1);
        yielding.look();
        assertThat(hashing.isPauseRequested()).as("after its turn").isTrue();
    }

    private final class SetClock extends Clock {

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.get());
        }
    }
}
