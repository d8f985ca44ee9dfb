package signup.registration.replay;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import signup.events.UserCreated;
import signup.registration.RegistrationSettings;
import signup.registration.kafka.EventCodec;
import signup.registration.kafka.ListenerMetrics;
import signup.registration.kafka.Outgoing;
import signup.registration.kafka.OutgoingTransactions;
import signup.registration.kafka.SignupEvents;
import signup.registration.model.User;
import signup.schemas.Topics;

/**
 * Announces users from the database again, each as when it was created: the same event under the same id, with the header
 * {@code replay-of}. A page of users goes out in one Kafka transaction.
 */
final class BackfillingUsers {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final double SUBS = 0x1p64;

    private final StoredUsers users;
    private final EventCodec codec;
    private final OutgoingTransactions transactions;
    private final RegistrationSettings settings;
    private final ListenerMetrics metrics;
    private final Clock clock;

    BackfillingUsers(
            StoredUsers users,
            EventCodec codec,
            OutgoingTransactions transactions,
            RegistrationSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.users = users;
        this.codec = codec;
        this.transactions = transactions;
        this.settings = settings;
        this.metrics = new ListenerMetrics(Topics.USER_CREATED, meters);
        this.clock = clock;
    }

    /**
     * Announces the users that were created within the scope; returns when all are through or when told to stop.
     *
     * @throws RuntimeException when a part that it needs stays away
     */
    BackfillReport run(Scope scope, Progress progress, Stop stop) {
        Scope bounded = scope.boundedBy(clock.instant());
        Pace pace = new Pace(scope.rate(), stop);
        Patience patience = new Patience(settings.worker(), PATIENCE, progress, stop);
        int size = pace.batch(settings.registration().maxPollRecords());
        long read = 0;
        long published = 0;
        UUID last = null;
        while (!stop.isRequested()) {
            List<User> page = page(last, size, patience);
            if (page.isEmpty()) {
                break;
            }
            List<User> announced = page.stream()
                    .filter(user -> bounded.contains(user.createdAt()))
                    .toList();
            pace.await(announced.size());
            if (!scope.dryRun() && !announced.isEmpty()) {
                patience.until(() -> publish(announced, scope));
            }
            read += page.size();
            published += announced.size();
            last = page.get(page.size() - 1).sub();
            progress.show(position(last), read, "published %,d".formatted(published));
        }
        progress.clear();
        return new BackfillReport(read, published);
    }

    private List<User> page(UUID last, int size, Patience patience) {
        List<User> page = new ArrayList<>(size);
        patience.until(() -> {
            page.clear();
            page.addAll(Objects.requireNonNull(
                    users.page(last, size).block(settings.database().batchTimeout())));
        });
        return page;
    }

    private void publish(List<User> page, Scope scope) {
        Outgoing outgoing = Outgoing.ofReplay(codec, metrics, clock, scope.id());
        Headers none = new RecordHeaders();
        for (User user : page) {
            UserCreated event = SignupEvents.created(user);
            outgoing.publish(Topics.USER_CREATED, user.sub(), event, event.getEventId(), user.createdAt(), none);
        }
        transactions.commit(outgoing.records());
    }

    /** How far among all subs, from 0 to 1: they are spread evenly. */
    private static double position(UUID sub) {
        long high = sub.getMostSignificantBits();
        return (high >>> 1) / (SUBS / 2);
    }
}
