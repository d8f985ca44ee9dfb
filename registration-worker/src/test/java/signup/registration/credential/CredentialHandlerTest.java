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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import signup.events.CredentialRequested;
import signup.local.keys.KeyFolder;
import signup.registration.SealedPasswords;
import signup.registration.kafka.EventCodec;
import signup.registration.kafka.Incoming;
import signup.registration.kafka.ListenerMetrics;
import signup.registration.kafka.Outgoing;
import signup.schemas.Topics;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** No array of the handler's holds a plaintext when a batch has ended, whichever way. */
class CredentialHandlerTest {

    private static final UUID USER = UUID.randomUUID();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path keys;

    private final List<byte[]> plaintexts = new ArrayList<>();
    private final List<Credentials.Hashed> stored = new ArrayList<>();

    @BeforeEach
    void makeKeys() {
        new KeyFolder(keys).provide("2026");
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

    private void assertWiped(int count, int length) {
        assertThat(plaintexts)
                .hasSize(count)
                .allSatisfy(bytes -> assertThat(bytes).hasSize(length).containsOnly(0));
    }

    private PasswordHasher hasher(Function<byte[], String> hash) {
        return new PasswordHasher() {
            @Override
            public String hash(byte[] password) {
                assertThat(new String(password, StandardCharsets.UTF_8)).isNotBlank();
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
        PasswordOpener opener = new PasswordOpener(
                KeyRing.read(keys.resolve("password"), KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("X25519")));
        new CredentialHandler(
                        new UsersInMemory(),
                        opener,
                        hasher,
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
        UUID cause = UUID.randomUUID();
        return new Incoming<>(
                new ConsumerRecord<>(Topics.CREDENTIAL_REQUESTED, 0, 0, new byte[0], new byte[0]),
                new CredentialRequested(
                        UUID.randomUUID(), NOW, USER, cause, chosenAt, SealedPasswords.seal(keys, password, cause)));
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
