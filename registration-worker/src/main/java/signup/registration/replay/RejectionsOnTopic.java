package signup.registration.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import signup.events.SignupRejected;
import signup.registration.application.EarlierRejections;
import signup.registration.kafka.EventCodec;
import signup.registration.kafka.SignupEvents;
import signup.registration.kafka.UndecodableException;
import signup.registration.model.Violation;
import signup.schemas.Topics;

/**
 * The rejections that {@code signup.rejected} still has, in memory (some 200 bytes each). A rejection is written after its
 * request, so those from a moment on are all that requests from that moment on can have.
 */
final class RejectionsOnTopic implements EarlierRejections {

    /** By how much the clocks of ingress and worker may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final Map<UUID, Rejection> rejections = new HashMap<>();
    private final Map<List<Violation>, List<Violation>> shared = new HashMap<>();
    private final Set<UUID> asked = ConcurrentHashMap.newKeySet();

    /** Reads the topic to its end. */
    static RejectionsOnTopic read(
            Consumer<byte[], byte[]> consumer, EventCodec codec, @Nullable Instant from, Stop stop) {
        RejectionsOnTopic loaded = new RejectionsOnTopic();
        TopicRange.of(consumer, Topics.SIGNUP_REJECTED, from == null ? null : from.minus(CLOCK_SKEW), null)
                .read(consumer, stop, records -> records.forEach(record -> loaded.add(record, codec)));
        return loaded;
    }

    private void add(ConsumerRecord<byte[], byte[]> record, EventCodec codec) {
        try {
            SignupRejected event = codec.decode(record, SignupRejected.class);
            List<Violation> violations = List.copyOf(SignupEvents.violations(event));
            if (!violations.isEmpty()) {
                violations = shared.computeIfAbsent(violations, same -> same);
                rejections.putIfAbsent(event.getSignupId(), new Rejection(violations, event.getOccurredAt()));
            }
        } catch (UndecodableException notOurs) {
            // Whatever lies there rejects no signup that we could name.
        }
    }

    @Override
    public Optional<Rejection> of(UUID signupId) {
        Rejection rejection = rejections.get(signupId);
        if (rejection != null) {
            asked.add(signupId);
        }
        return Optional.ofNullable(rejection);
    }

    /** How many of them kept a signup rejected. */
    int used() {
        return asked.size();
    }
}
