package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.ProducerFactory;
import reactor.core.Exceptions;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.local.fixture.Fixture;
import signup.schemas.Topics;
import signup.schemas.consumers.ConsumersHealth;

/** Outputs and offsets are one, whatever happens between. */
class ExactlyOnceIT {

    private static final String INSTANCE = "exactly-once";

    private Pipeline pipeline;

    @AfterEach
    void stop() {
        pipeline.close();
    }

    @Test
    void aListenerPausedBeyondItsTransactionsTimeLosesAndRepeatsNothing() {
        pipeline = Pipeline.started(
                "spring.kafka.producer.properties.transaction.timeout.ms=1000",
                "signup.worker.instance-id=" + INSTANCE,
                "signup.registration.concurrency=1");
        AtomicBoolean paused = pauseFirstCommit(pipeline.worker());
        List<SignupRequested> requests = Signups.requests(20);

        requests.forEach(request -> pipeline.sendLater(Topics.SIGNUP_REQUESTED, 0, request));
        pipeline.flush();

        requests.forEach(request -> pipeline.awaitCreated(request.getSignupId()));
        SignupRequested last = Signups.request().build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, last, Map.of());
        pipeline.awaitCreated(last.getSignupId());
        assertThat(paused).isTrue();
        assertEachOnce(requests);
    }

    @Test
    void aBatchThatFailsWhileItsPartitionMovesIsNotSentTwice() {
        pipeline = Pipeline.started("signup.registration.concurrency=1", "signup.worker.retry-longest=2s");
        List<SignupRequested> requests = Signups.requests(20);
        pipeline.execute("alter table registration.decisions rename to away");
        for (int i = 0; i < requests.size(); i++) {
            pipeline.sendLater(Topics.SIGNUP_REQUESTED, i % 4, requests.get(i));
        }
        pipeline.flush();

        try (ConfigurableApplicationContext second = pipeline.newWorker("signup.registration.concurrency=3")) {
            Pipeline.awaitConsumers("signup-registration", 4);
            pipeline.execute("alter table registration.away rename to decisions");

            requests.forEach(request -> pipeline.awaitCreated(request.getSignupId()));
            SignupRequested last = Signups.request().build();
            pipeline.send(Topics.SIGNUP_REQUESTED, 0, last, Map.of());
            pipeline.awaitCreated(last.getSignupId());
            assertEachOnce(requests);
        }
    }

    /** So that the batch may come back, but what the transaction did already may not. */
    @Test
    void aCommitThatSucceededAndWasReportedAsFailedIsNotRepeated() {
        pipeline = Pipeline.started("signup.registration.concurrency=1", "signup.worker.roles=registration");
        AtomicBoolean reported = new AtomicBoolean();
        List<SignupRequested> requests = Signups.requests(20);
        aroundProducer(pipeline.worker(), "commitTransaction", (producer, commit) -> {
            commit.run();
            if (isDecided(requests.get(0)) && reported.compareAndSet(false, true)) {
                throw new TimeoutException("The answer was lost");
            }
        });

        requests.forEach(request -> pipeline.sendLater(Topics.SIGNUP_REQUESTED, 0, request));
        pipeline.flush();

        requests.forEach(request -> pipeline.awaitCreated(request.getSignupId()));
        SignupRequested last = Signups.request().build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, last, Map.of());
        pipeline.awaitCreated(last.getSignupId());
        assertThat(reported).isTrue();
        assertEachOnce(requests);
    }

    @Test
    void anErrorInAListenerBringsTheBatchBackAndKillsNoConsumer() {
        pipeline = Pipeline.started("signup.registration.concurrency=1");
        AtomicBoolean thrown = new AtomicBoolean();
        beforeOffsets(pipeline.worker(), () -> {
            if (thrown.compareAndSet(false, true)) {
                throw new NoClassDefFoundError("as after a broken deployment");
            }
        });
        SignupRequested request = Signups.request().build();

        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());

        pipeline.awaitCreated(request.getSignupId());
        assertThat(thrown).isTrue();
        assertThat(pipeline.worker()
                        .getBean("consumers", ConsumersHealth.class)
                        .health()
                        .getStatus()
                        .getCode())
                .isEqualTo("UP");
    }

    @Test
    void aConsumerThatDiedIsNotUp() {
        pipeline = Pipeline.started("signup.registration.concurrency=2");
        ConsumersHealth health = pipeline.worker().getBean("consumers", ConsumersHealth.class);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        AtomicBoolean thrown = new AtomicBoolean();
        beforeOffsets(pipeline.worker(), () -> {
            if (thrown.compareAndSet(false, true)) {
                throw new OutOfMemoryError("as it happens");
            }
        });

        pipeline.send(Topics.SIGNUP_REQUESTED, 0, Signups.request().build(), Map.of());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> health.health().getStatus().getCode().equals("DOWN"));
    }

    private boolean isDecided(SignupRequested request) {
        return !pipeline.query("select 1 from registration.decisions where signup_id = '" + request.getSignupId() + "'")
                .isEmpty();
    }

    private void assertEachOnce(List<SignupRequested> requests) {
        Set<?> ids = requests.stream().map(SignupRequested::getSignupId).collect(Collectors.toSet());
        assertThat(pipeline.events(Topics.USER_CREATED, UserCreated.class))
                .extracting(UserCreated::getSignupId)
                .filteredOn(ids::contains)
                .hasSameSizeAs(ids)
                .doesNotHaveDuplicates();
    }

    /** Holds the first transaction, whose events are sent, until the broker has aborted it. */
    private static AtomicBoolean pauseFirstCommit(ConfigurableApplicationContext worker) {
        AtomicBoolean paused = new AtomicBoolean();
        beforeOffsets(worker, () -> {
            if (paused.compareAndSet(false, true)) {
                awaitAbort();
            }
        });
        return paused;
    }

    private static void awaitAbort() {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Fixture.kafka().bootstrapServers()))) {
            await().atMost(Duration.ofSeconds(40))
                    .ignoreExceptions()
                    .until(() -> admin.listTransactions().all().get().stream()
                            .filter(listing -> listing.transactionalId().contains(INSTANCE))
                            .anyMatch(listing -> listing.state() == TransactionState.COMPLETE_ABORT));
        }
    }

    /** Runs that on the listener's thread when a transaction's events are sent and its offsets are not. */
    private static void beforeOffsets(ConfigurableApplicationContext worker, Runnable action) {
        aroundProducer(worker, "sendOffsetsToTransaction", (producer, call) -> {
            producer.flush();
            action.run();
            call.run();
        });
    }

    /** Has that done in place of each call of this method of a producer; the call itself is its second argument. */
    @SuppressWarnings("unchecked")
    private static void aroundProducer(
            ConfigurableApplicationContext worker, String name, BiConsumer<Producer<byte[], byte[]>, Runnable> action) {
        ProducerFactory<byte[], byte[]> factory = worker.getBean(ProducerFactory.class);
        factory.addPostProcessor(producer -> (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals(name)) {
                        return call(producer, method, arguments);
                    }
                    action.accept(producer, () -> call(producer, method, arguments));
                    return null;
                }));
        // The rehearsal's producers are done without.
        factory.reset();
    }

    /** Throws what the method throws. */
    private static Object call(Producer<byte[], byte[]> producer, Method method, Object[] arguments) {
        try {
            return method.invoke(producer, arguments);
        } catch (InvocationTargetException e) {
            throw Exceptions.propagate(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
