package signup.registration.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import signup.events.CredentialRequested;
import signup.local.keys.KeyFolder;
import signup.registration.SealedPasswords;
import signup.registration.kafka.EventCodec;
import signup.registration.kafka.Incoming;
import signup.registration.kafka.ListenerMetrics;
import signup.registration.kafka.Outgoing;
import signup.schemas.Topics;
import signup.schemas.password.PasswordOpener;

/** No array of the handler's holds a plaintext when a batch has ended, whichever way. */
class CredentialHandlerTest {

    private static final UUID USER = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path keys;

    private final List<byte[]> plaintexts = new CopyOnWriteArrayList<>();
    private final List<Credentials.Hashed> stored = new ArrayList<>();
    private final HashingPool pool = new HashingPool(2);
    private final CountDownLatch returned = new CountDownLatch(1);

    @BeforeEach
    void makeKeys() {
        new KeyFolder(keys).provide("2026");
    }

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void aHashedPasswordIsWiped() {
        handle(hasher(password -> "hash"), request(NOW, "correct horse"));

        assertThat(stored).hasSize(1);
        assertWiped(1, "correct horse".length());
    }

    @Test
    void ofTwoForOneUserTheNewestIsHashedAndItIsWipedToo() {
        handle(hasher(password -> "hash"), request(NOW, "newest"), request(NOW.minusSeconds(1), "older"));

        assertThat(stored).extracting(Credentials.Hashed::chosenAt).containsExactly(NOW);
        assertWiped(1, "newest".length());
    }

    @Test
    void aPasswordWhoseHashingFailsIsWiped() {
        PasswordHasher failing = hasher(password -> {
            throw new IllegalStateException("no memory left");
        });

        assertThatThrownBy(() -> handle(failing, request(NOW, "correct horse")))
                .isInstanceOf(IllegalStateException.class);

        assertWiped(1, "correct horse".length());
    }

    @Test
    void asManyPasswordsOfABatchAreHashedAtOnceAsThePoolHasThreads() {
        CyclicBarrier both = new CyclicBarrier(2);

        handle(
                hasher(password -> {
                    meet(both);
                    return "hash";
                }),
                request(UUID.randomUUID(), NOW, "correct horse"),
                request(UUID.randomUUID(), NOW, "battery stapl"));

        assertThat(stored).hasSize(2);
        assertWiped(2, "correct horse".length());
    }

    @ParameterizedTest
    @CsvSource({"fails, hangs", "hangs, fails"})
    void aBatchThatFailsWaitsForWhatIsStillHashed(String ofOne, String ofOther) {
        List<String> late = new CopyOnWriteArrayList<>();
        CyclicBarrier both = new CyclicBarrier(2);
        PasswordHasher failing = hasher(password -> {
            meet(both);
            if (text(password).equals("fails")) {
                throw new IllegalStateException("no memory left");
            }
            late.add(readLate(password));
            return "hash";
        });

        assertThatThrownBy(() -> handle(failing, request(USER, NOW, ofOne), request(OTHER, NOW, ofOther)))
                .hasMessage("no memory left");
        returned.countDown();

        assertThat(late).containsExactly("hangs");
        assertWiped(2, "fails".length());
    }

    @Test
    void anInterruptedConsumerWaitsForWhatIsStillHashedAndStaysInterrupted() {
        List<String> late = new CopyOnWriteArrayList<>();
        Thread consumer = Thread.currentThread();

        handle(
                hasher(password -> {
                    consumer.interrupt();
                    late.add(readLate(password));
                    return "hash";
                }),
                request(NOW, "correct horse"));
        returned.countDown();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(late).containsExactly("correct horse");
        assertWiped(1, "correct horse".length());
    }

    @Test
    void anErrorOfTheHasherStaysOne() {
        PasswordHasher failing = hasher(password -> {
            throw new OutOfMemoryError("as it happens");
        });

        assertThatThrownBy(() -> handle(failing, request(NOW, "correct horse"))).isInstanceOf(OutOfMemoryError.class);

        assertWiped(1, "correct horse".length());
    }

    @Test
    void aClosedPoolFailsTheBatch() {
        pool.close();

        assertThatThrownBy(() -> handle(hasher(password -> "hash"), request(NOW, "correct horse")))
                .isInstanceOf(RejectedExecutionException.class);
    }

    /** The password, read when a handler that does not wait has had time to return and wipe it. */
    private String readLate(byte[] password) {
        try {
            assertThat(returned.await(200, TimeUnit.MILLISECONDS))
                    .as("the batch has ended")
                    .isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return text(password);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("Passwords are hashed one by one", e);
        }
    }

    private static String text(byte[] password) {
        return new String(password, StandardCharsets.UTF_8);
    }

    private void assertWiped(int count, int length) {
        assertThat(plaintexts)
                .hasSize(count)
                .allSatisfy(bytes -> assertThat(bytes).hasSize(length).containsOnly(0));
    }

    private PasswordHasher hasher(Function<byte[], String> hash) {
        return new PasswordHasher() {
            @Override
            public String hash(byte[] password) {
                assertThat(text(password)).isNotBlank();
                plaintexts.add(password);
                return hash.apply(password);
            }

            @Override
            public String implementation() {
                return "test";
            }
        };
    }

    @SafeVarargs
    private void handle(PasswordHasher hasher, Incoming<CredentialRequested>... batch) {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        PasswordOpener opener = PasswordOpener.fromKeysIn(keys.resolve("password"));
        new CredentialHandler(
                        new UsersInMemory(),
                        opener,
                        hasher,
                        pool,
                        new CredentialMetrics(hasher, meters),
                        Duration.ofSeconds(5))
                .handle(
                        List.of(batch),
                        Outgoing.ofReplay(
                                new EventCodec((topic, event) -> new byte[0], (topic, bytes) -> bytes),
                                new ListenerMetrics(Topics.CREDENTIAL_REQUESTED, meters),
                                Clock.systemUTC(),
                                "test"));
    }

    private Incoming<CredentialRequested> request(Instant chosenAt, String password) {
        return request(USER, chosenAt, password);
    }

    private Incoming<CredentialRequested> request(UUID user, Instant chosenAt, String password) {
        UUID cause = UUID.randomUUID();
        return new Incoming<>(
                new ConsumerRecord<>(Topics.CREDENTIAL_REQUESTED, 0, 0, new byte[0], new byte[0]),
                new CredentialRequested(
                        UUID.randomUUID(), NOW, user, cause, chosenAt, SealedPasswords.seal(keys, password, cause)));
    }

    private final class UsersInMemory implements Credentials {

        @Override
        public Mono<Map<UUID, Optional<Instant>>> chosenAt(Collection<UUID> subs) {
            return Mono.just(subs.stream().collect(Collectors.toMap(sub -> sub, sub -> Optional.empty())));
        }

        @Override
        public Mono<Void> store(List<Hashed> credentials) {
            stored.addAll(credentials);
            return Mono.empty();
        }

        @Override
        public Mono<Void> fail(Collection<UUID> subs) {
            return Mono.empty();
        }
    }
}
