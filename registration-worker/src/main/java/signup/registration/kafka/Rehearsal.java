package signup.registration.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import signup.events.BodyMac;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.SignupRequested;
import signup.registration.application.Users;
import signup.schemas.Headers;
import signup.schemas.Topics;
import signup.schemas.consumers.WorkerStart;

/**
 * Goes through signups, from bytes to bytes, before the consumers start, one for each of them at a time: so that the first
 * client does not wait for classes to load, connections to open and transactional producers to be introduced. Nothing of it
 * stays: its database transactions are rolled back, and no record is sent.
 */
final class Rehearsal implements WorkerStart.Preparation {

    private static final Logger log = LoggerFactory.getLogger(Rehearsal.class);
    private static final int ROUNDS = 3;
    private static final List<String> WRITTEN =
            List.of(Topics.USER_CREATED, Topics.SIGNUP_REJECTED, Topics.SIGNUP_REPLIES, Topics.CREDENTIAL_REQUESTED);

    private final ProducerFactory<byte[], byte[]> producers;
    private final EventCodec codec;
    private final Function<Users, RegistrationHandler> handlers;
    private final Users users;
    private final ListenerMetrics metrics;
    private final Clock clock;
    private final int consumers;

    /**
     * @param handlers the handler that is rehearsed, on users of our choice
     * @param metrics thrown away, as what it counts has not happened
     * @param consumers how many signups are decided at a time
     */
    Rehearsal(
            ProducerFactory<byte[], byte[]> producers,
            EventCodec codec,
            Function<Users, RegistrationHandler> handlers,
            Users users,
            ListenerMetrics metrics,
            Clock clock,
            int consumers) {
        this.producers = producers;
        this.codec = codec;
        this.handlers = handlers;
        this.users = users;
        this.metrics = metrics;
        this.clock = clock;
        this.consumers = consumers;
    }

    /** Fails never: a worker that has not rehearsed works, and says itself what it lacks. */
    @Override
    public void prepare() {
        try {
            introduceProducers();
            RegistrationHandler handler = handlers.apply(new Forgetting(users));
            for (int round = 0; round < ROUNDS; round++) {
                Flux.range(0, consumers)
                        .parallel(consumers)
                        .runOn(Schedulers.boundedElastic())
                        .doOnNext(one -> handle(handler))
                        .sequential()
                        .blockLast();
            }
        } catch (RuntimeException e) {
            log.warn("The first signups may take long: the rehearsal failed: {}", e.toString());
        }
    }

    /** All are taken before the first is given back, so that there is one for each consumer. */
    private void introduceProducers() {
        List<Producer<byte[], byte[]>> taken = new ArrayList<>();
        try {
            for (int i = 0; i < consumers; i++) {
                Producer<byte[], byte[]> producer = producers.createProducer();
                taken.add(producer);
                WRITTEN.forEach(producer::partitionsFor);
            }
        } finally {
            taken.forEach(Producer::close);
        }
    }

    private void handle(RegistrationHandler handler) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                Topics.SIGNUP_REQUESTED, 0, 0, null, codec.encode(Topics.SIGNUP_REQUESTED, request()));
        record.headers()
                .add(Headers.REPLY_PARTITION, "0".getBytes(StandardCharsets.UTF_8))
                .add(Headers.REPLY_UNTIL, Long.toString(Long.MAX_VALUE / 100).getBytes(StandardCharsets.UTF_8));
        try {
            Incoming<SignupRequested> incoming = new Incoming<>(record, codec.decode(record, SignupRequested.class));
            handler.handle(List.of(incoming), new Outgoing(codec, metrics, clock));
        } catch (UndecodableException e) {
            throw new IllegalStateException("Our own event", e);
        }
    }

    private SignupRequested request() {
        UUID signupId = UUID.randomUUID();
        return SignupRequested.newBuilder()
                .setEventId(signupId)
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setSignupId(signupId)
                .setDialect(Dialect.SELFCOMMUNITY_SSO)
                .setClient("")
                .setBodyMac(new BodyMac("", ByteBuffer.allocate(0)))
                .setUsername("rehearsal-" + signupId)
                .setEmail("rehearsal-" + signupId + "@invalid")
                .setExtId("rehearsal-" + signupId)
                .setTags(List.of(1L))
                .setAttributes(Map.of("", ""))
                .setLocale("en")
                .setMail(new Mail(MailPurpose.NONE, null))
                .build();
    }

    /** Does the work, and undoes it. */
    private record Forgetting(Users users) implements Users {

        @Override
        @SuppressWarnings("unchecked")
        public <T> Mono<T> inOneTransaction(Function<Transaction, Mono<T>> work) {
            return users.<T>inOneTransaction(
                            state -> work.apply(state).flatMap(result -> Mono.error(new RolledBackException(result))))
                    .onErrorResume(RolledBackException.class, end -> Mono.just((T) end.result));
        }
    }

    /** Ends a transaction without keeping what it did. */
    private static final class RolledBackException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Object result;

        private RolledBackException(Object result) {
            super("rehearsed", null, false, false);
            this.result = result;
        }
    }
}
