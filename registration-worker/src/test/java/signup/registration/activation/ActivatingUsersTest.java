package signup.registration.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import signup.registration.activation.ActivationOutcome.Activated;
import signup.registration.model.Coordinates;
import signup.registration.model.Dialect;
import signup.registration.model.OwedMail;
import signup.registration.model.Profile;
import signup.registration.model.Purpose;
import signup.registration.model.Status;
import signup.registration.model.User;
import signup.schemas.Topics;

/** What becomes of an activation that another worker, which had the record before, commits meanwhile. */
class ActivatingUsersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Coordinates HERE = new Coordinates(Topics.ACTIVATION_REQUESTED, 0, 7);
    private static final User USER = new User(
            UUID.randomUUID(),
            1,
            UUID.randomUUID(),
            Dialect.SAYMON,
            new Profile(
                    "ada",
                    "ada@example.org",
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    Map.of(),
                    "en",
                    new OwedMail(Purpose.CONFIRMATION, null)),
            Status.PENDING,
            null,
            NOW);

    @Test
    void whatAnotherWorkerHasDoneMeanwhileIsAnnouncedAgain() {
        Activation activation = activation(null);

        assertThat(outcomeOf(activation)).isEqualTo(new Activated(USER, spentBy(activation), true));
    }

    @Test
    void whatAnotherWorkerHasDoneInTimeIsAnnouncedAgainThoughItIsLateByNow() {
        Activation activation = activation(NOW);

        assertThat(outcomeOf(activation)).isEqualTo(new Activated(USER, spentBy(activation), true));
    }

    private static ActivationOutcome outcomeOf(Activation activation) {
        return new ActivatingUsers(new SpentWhileLocking(spentBy(activation)), Clock.fixed(NOW, ZoneOffset.UTC))
                .activate(List.of(activation))
                .block()
                .get(0);
    }

    private static Activation activation(Instant actBefore) {
        return new Activation(
                UUID.randomUUID(), UUID.randomUUID(), Purpose.CONFIRMATION, USER.sub(), false, HERE, actBefore);
    }

    private static SpentLink spentBy(Activation activation) {
        return new SpentLink(activation.linkId(), activation.activationId(), activation.coordinates(), NOW);
    }

    /** Another worker commits this link while the user's lock is waited for: what is read before is old, and after it new. */
    private static final class SpentWhileLocking implements Activations, Activations.Transaction {

        private final SpentLink link;
        private boolean committed;

        SpentWhileLocking(SpentLink link) {
            this.link = link;
        }

        @Override
        public <T> Mono<T> inOneTransaction(Function<Transaction, Mono<T>> work) {
            return work.apply(this);
        }

        @Override
        public Mono<Set<UUID>> lockConfirmedOf(Collection<UUID> subs) {
            return Mono.fromSupplier(() -> {
                committed = true;
                return Set.of(USER.sub());
            });
        }

        @Override
        public Mono<Map<UUID, SpentLink>> spentOf(Collection<UUID> linkIds) {
            return Mono.fromSupplier(
                    () -> committed && linkIds.contains(link.linkId()) ? Map.of(link.linkId(), link) : Map.of());
        }

        @Override
        public Mono<Map<UUID, User>> usersOf(Collection<UUID> subs) {
            return Mono.just(Map.of(USER.sub(), USER));
        }

        @Override
        public Mono<Void> spend(List<Activation> activations, Instant at) {
            assertThat(activations).isEmpty();
            return Mono.empty();
        }

        @Override
        public Mono<Void> activate(List<Activation> activations, Instant at) {
            assertThat(activations).isEmpty();
            return Mono.empty();
        }
    }
}
