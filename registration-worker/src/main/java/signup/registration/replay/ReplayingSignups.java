package signup.registration.replay;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.core.ConsumerFactory;
import signup.events.SignupRequested;
import signup.registration.RegistrationSettings;
import signup.registration.application.EarlierRejections;
import signup.registration.application.RegisteringUsers;
import signup.registration.application.Users;
import signup.registration.kafka.EventCodec;
import signup.registration.kafka.ListenerMetrics;
import signup.registration.kafka.Outgoing;
import signup.registration.kafka.OutgoingTransactions;
import signup.registration.kafka.RegistrationHandler;
import signup.registration.model.Outcome;
import signup.registration.model.Outcome.Announced;
import signup.registration.model.RegistrationPolicy;
import signup.schemas.Topics;

/**
 * Has a stretch of {@code signup.requested} decided once more, by the very handler that decides live, in a group of its
 * own and to ends that are noted at the start. A signup that is decided stays so; one that is not, because its decision was
 * lost or never taken, is decided now and announced with the header {@code replay-of}. Nobody is answered.
 *
 * <p>A batch that is done again after an unknown end still announces what its first try decided: what has its coordinates
 * and is not older than that try. A process that dies between the database's commit and Kafka's leaves such decisions
 * unannounced; replaying from there with {@code reEmit} announces them.
 */
final class ReplayingSignups {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ConsumerFactory<byte[], byte[]> consumers;
    private final EventCodec codec;
    private final OutgoingTransactions transactions;
    private final Users users;
    private final RegistrationPolicy policy;
    private final RegistrationSettings settings;
    private final ListenerMetrics metrics;
    private final Clock clock;

    ReplayingSignups(
            ConsumerFactory<byte[], byte[]> consumers,
            EventCodec codec,
            OutgoingTransactions transactions,
            Users users,
            RegistrationPolicy policy,
            RegistrationSettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.consumers = consumers;
        this.codec = codec;
        this.transactions = transactions;
        this.users = users;
        this.policy = policy;
        this.settings = settings;
        this.metrics = new ListenerMetrics(Topics.SIGNUP_REQUESTED, meters);
        this.clock = clock;
    }

    /**
     * Replays; returns when the end is reached or when told to stop.
     *
     * @param reEmit whether decisions that it finds are announced again as well
     * @throws ReplayInterruptedException when a part that it needs stays away
     */
    ReplayReport run(Scope scope, boolean reEmit, Progress progress, Stop stop) {
        Pace pace = new Pace(scope.rate(), stop);
        try (Consumer<byte[], byte[]> consumer = consumer(scope, pace)) {
            TopicRange range = TopicRange.of(consumer, Topics.SIGNUP_REQUESTED, scope.from(), scope.to());
            if (range.size() == 0) {
                return new ReplayReport(scope.from(), Set.of());
            }
            RejectionsOnTopic rejections = RejectionsOnTopic.read(consumer, codec, stop);
            Run run = new Run(scope, reEmit, rejections, consumer, range.partitions());
            Patience patience = new Patience(settings.worker(), PATIENCE, progress, stop);
            try {
                range.read(consumer, stop, batch -> {
                    pace.await(batch.size());
                    run.begin();
                    patience.until(() -> run.replay(batch));
                    progress.show((double) run.report.read() / range.size(), run.report.read(), run.report.progress());
                });
            } catch (RuntimeException e) {
                progress.clear();
                throw new ReplayInterruptedException(run.report, e);
            }
            progress.clear();
            return run.report;
        }
    }

    private Consumer<byte[], byte[]> consumer(Scope scope, Pace pace) {
        Properties properties = new Properties();
        properties.setProperty(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                String.valueOf(pace.batch(settings.registration().maxPollRecords())));
        properties.setProperty(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        return consumers.createConsumer("signup-replay-" + scope.id(), "replay", null, properties);
    }

    /** The batches of one replay. */
    private final class Run {

        private final ReplayReport report;
        private final Scope scope;
        private final RejectionsOnTopic rejections;
        private final Consumer<byte[], byte[]> consumer;
        private Instant begun = Instant.MAX;
        private boolean again;
        private final List<Outcome> outcomes = new ArrayList<>();
        private final RegistrationHandler handler;

        Run(
                Scope scope,
                boolean reEmit,
                RejectionsOnTopic rejections,
                Consumer<byte[], byte[]> consumer,
                Set<Integer> partitions) {
            this.report = new ReplayReport(scope.from(), partitions);
            this.scope = scope;
            this.rejections = rejections;
            this.consumer = consumer;
            Predicate<Announced> announces =
                    scope.dryRun() ? announced -> false : announced -> reEmit || isNew(announced);
            this.handler = new RegistrationHandler(
                    registering(scope.dryRun() ? new DryRunUsers(users) : users, rejections),
                    settings.database().batchTimeout(),
                    announces,
                    outcomes::addAll);
        }

        private RegisteringUsers registering(Users decidedOn, EarlierRejections earlier) {
            return RegisteringUsers.replaying(decidedOn, policy, earlier, clock);
        }

        /** A batch, which may be replayed several times, until it succeeds. */
        private void begin() {
            begun = clock.instant().truncatedTo(ChronoUnit.MICROS);
            again = false;
        }

        /** Taken by this batch, perhaps by a try of it whose end was not known; and not one that stays rejected. */
        private boolean isNew(Announced announced) {
            return (announced.anew() || again)
                    && !announced.decided().decidedAt().isBefore(begun);
        }

        /** May be called again with a batch that failed. */
        private void replay(List<ConsumerRecord<byte[], byte[]>> batch) {
            try {
                tryOnce(batch);
            } catch (RuntimeException e) {
                again = true;
                throw e;
            }
        }

        private void tryOnce(List<ConsumerRecord<byte[], byte[]>> batch) {
            outcomes.clear();
            List<ConsumerRecord<byte[], byte[]>> undecodable = new ArrayList<>();
            Outgoing outgoing = Outgoing.ofReplay(codec, metrics, clock, scope.id());
            handler.handle(codec.decode(batch, SignupRequested.class, undecodable::add), outgoing);
            if (!outgoing.records().isEmpty()) {
                transactions.commit(batch, outgoing.records(), consumer);
            }
            report.read(batch);
            undecodable.forEach(report::undecodable);
            outcomes.forEach(
                    outcome -> report.count(outcome, outcome instanceof Announced announced && isNew(announced)));
            report.keptRejected(rejections.used());
            report.published(outgoing.records());
        }
    }
}
