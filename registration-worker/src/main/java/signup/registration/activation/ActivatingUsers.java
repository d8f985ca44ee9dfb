package signup.registration.activation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.registration.model.User;

/**
 * Acts on a batch of mailed links: each is spent by one activation, which hears the same however often it is delivered. The first
 * link of a user that is used ends the others, so that no older mail can choose another password. One that comes when nobody waits
 * for it any more spends none.
 */
final class ActivatingUsers {

    private final Activations activations;
    private final Clock clock;

    ActivatingUsers(Activations activations, Clock clock) {
        this.activations = activations;
        this.clock = clock;
    }

    /** One outcome for each, in the order of the batch. */
    Mono<List<ActivationOutcome>> activate(List<Activation> batch) {
        Set<UUID> subs = batch.stream().map(Activation::sub).collect(Collectors.toSet());
        Set<UUID> linkIds = batch.stream().map(Activation::linkId).collect(Collectors.toSet());
        // The users first: who has waited here for another worker then reads what that one has spent.
        return activations.inOneTransaction(state -> state.lockConfirmedOf(subs)
                .flatMap(confirmed -> state.spentOf(linkIds)
                        .flatMap(spent -> state.usersOf(subs)
                                .flatMap(users -> activate(state, batch, spent, users, confirmed)))));
    }

    private Mono<List<ActivationOutcome>> activate(
            Activations.Transaction state,
            List<Activation> batch,
            Map<UUID, SpentLink> spent,
            Map<UUID, User> users,
            Set<UUID> confirmed) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<UUID> done = new HashSet<>(confirmed);
        Map<UUID, Activation> firsts = new LinkedHashMap<>();
        batch.stream()
                .filter(activation -> !spent.containsKey(activation.linkId()) && users.containsKey(activation.sub()))
                .filter(activation -> !activation.isExpiredAt(at))
                .filter(activation -> done.add(activation.sub()))
                .forEach(activation -> firsts.put(activation.linkId(), activation));
        Map<UUID, SpentLink> links = new HashMap<>(spent);
        firsts.forEach((linkId, activation) ->
                links.put(linkId, new SpentLink(linkId, activation.activationId(), activation.coordinates(), at)));
        List<Activation> acting = List.copyOf(firsts.values());
        return state.spend(acting, at)
                .then(Mono.defer(() -> state.activate(acting, at)))
                .then(Mono.fromSupplier(() -> batch.stream()
                        .map(activation ->
                                outcome(activation, links.get(activation.linkId()), users.get(activation.sub()), at))
                        .toList()));
    }

    private static ActivationOutcome outcome(
            Activation activation, @Nullable SpentLink link, @Nullable User user, Instant at) {
        if (user == null) {
            return new ActivationOutcome.UserUnknown();
        }
        if (link != null && link.activationId().equals(activation.activationId())) {
            return new ActivationOutcome.Activated(
                    user, link, link.coordinates().equals(activation.coordinates()));
        }
        return activation.isExpiredAt(at) ? new ActivationOutcome.Expired() : new ActivationOutcome.LinkSpent();
    }
}
