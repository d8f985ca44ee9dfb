package signup.registration.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** What every listener counts. */
public final class ListenerMetrics {

    private final DistributionSummary batches;
    private final Map<DeadLetterCause, Counter> deadLetters = new EnumMap<>(DeadLetterCause.class);

    public ListenerMetrics(String topic, MeterRegistry meters) {
        batches = DistributionSummary.builder("signup.batch")
                .description("Records in a batch")
                .tag("topic", topic)
                .register(meters);
        for (DeadLetterCause cause : DeadLetterCause.values()) {
            deadLetters.put(
                    cause,
                    Counter.builder("signup.dead.letters")
                            .description("Records laid into a dead-letter topic")
                            .tag("topic", topic)
                            .tag("cause", cause.name())
                            .register(meters));
        }
    }

    void batch(int records) {
        batches.record(records);
    }

    void deadLetter(DeadLetterCause cause) {
        deadLetters.get(cause).increment();
    }
}
