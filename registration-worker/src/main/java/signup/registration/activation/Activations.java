package signup.registration.activation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import signup.registration.model.User;

/** The links that are spent and the users that they activated. */
public interface Activations {

    /** As {@link signup.registration.application.Users#inOneTransaction}. */
    <T> Mono<T> inOneTransaction(Function<Transaction, Mono<T>> work);

    /** What may be done in a transaction: one statement a method, for a whole batch. */
    interface Transaction {

        /** Those of these links that are spent. */
        Mono<Map<UUID, SpentLink>> spentOf(Collection<UUID> linkIds);

        /** Those of these users that exist. */
        Mono<Map<UUID, User>> usersOf(Collection<UUID> subs);

        /**
         * Those of these users whose address a link has confirmed, after all of them are locked until this transaction ends. Who
         * calls this first has their links to itself: what is read afterwards shows all that other workers spent before.
         */
        Mono<Set<UUID>> lockConfirmedOf(Collection<UUID> subs);

        /**
         * Spends the links, each given once; fails with {@link signup.registration.application.ContentionException} when
         * another worker has spent one of them meanwhile.
         */
        Mono<Void> spend(List<Activation> activations, Instant at);

        /** Makes their users active, their address proven, and their credential awaited where a password came along. */
        Mono<Void> activate(List<Activation> activations, Instant at);
    }
}
