package signup.registration.application;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;
import signup.registration.model.DealingCodes;
import signup.registration.model.Decided;
import signup.registration.model.Outcome;
import signup.registration.model.Outcome.Announced;
import signup.registration.model.Registration;
import signup.registration.model.RegistrationPolicy;

/**
 * Decides a batch of signups: each becomes exactly one user or one rejection, however often it is delivered. One
 * database transaction a batch; a batch that holds what the database refuses is halved until that record stands alone.
 */
public final class RegisteringUsers {

    private final Users users;
    private final RegistrationPolicy policy;
    private final EarlierRejections earlier;
    private final boolean mailsOwners;
    private final Clock clock;

    public RegisteringUsers(Users users, RegistrationPolicy policy, Clock clock) {
        this(users, policy, EarlierRejections.NONE, true, clock);
    }

    private RegisteringUsers(
            Users users, RegistrationPolicy policy, EarlierRejections earlier, boolean mailsOwners, Clock clock) {
        this.users = users;
        this.policy = policy;
        this.earlier = earlier;
        this.mailsOwners = mailsOwners;
        this.clock = clock;
    }

    /**
     * Decides what was accepted some time ago. Owners of addresses that were signed up again then are owed no mail now, and
     * none is recorded: it would be withheld, and count against those that they are owed today.
     *
     * @param earlier what stays rejected, whatever the rules say now
     */
    public static RegisteringUsers replaying(
            Users users, RegistrationPolicy policy, EarlierRejections earlier, Clock clock) {
        return new RegisteringUsers(users, policy, earlier, false, clock);
    }

    /**
     * Decides the batch in its order.
     *
     * @return one outcome for each, in the order of the batch; an internal rejection marks what the database refused
     */
    public Mono<List<Outcome>> register(List<Registration> batch) {
        return decide(batch)
                .onErrorResume(
                        UnstorableException.class,
                        e -> batch.size() == 1 ? refuse(batch.get(0)) : registerHalves(batch));
    }

    private Mono<List<Outcome>> registerHalves(List<Registration> batch) {
        int middle = batch.size() / 2;
        return register(batch.subList(0, middle))
                .flatMap(first -> register(batch.subList(middle, batch.size())).map(second -> {
                    List<Outcome> outcomes = new ArrayList<>(first);
                    outcomes.addAll(second);
                    return outcomes;
                }));
    }

    private Mono<List<Outcome>> decide(List<Registration> batch) {
        Map<UUID, Registration> signups = new LinkedHashMap<>();
        batch.forEach(registration -> signups.putIfAbsent(registration.signupId(), registration));
        return users.inOneTransaction(state -> state.decisionsOf(signups.keySet())
                .flatMap(known -> decideNew(state, without(known.keySet(), signups))
                        .map(decided -> outcomes(batch, known, decided))
                        .flatMap(outcomes -> withMails(state, outcomes))));
    }

    /** As recorded, so that a redelivery sends the same. */
    private static Mono<List<Outcome>> withMails(Users.Transaction state, List<Outcome> outcomes) {
        Set<UUID> signupIds = new HashSet<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Announced announced && announced.decided().concernsOwner()) {
                signupIds.add(announced.decided().signupId());
            }
        }
        return signupIds.isEmpty()
                ? Mono.just(outcomes)
                : state.requestedMails(signupIds)
                        .map(mails -> outcomes.stream()
                                .map(outcome -> outcome instanceof Announced announced
                                        ? announced.with(
                                                mails.get(announced.decided().signupId()))
                                        : outcome)
                                .toList());
    }

    /** Load, decide, store. */
    private Mono<List<Decided>> decideNew(Users.Transaction state, List<Registration> undecided) {
        if (undecided.isEmpty()) {
            return Mono.just(List.of());
        }
        Deciding deciding = new Deciding(policy, earlier, undecided, now());
        return state.spendChallenges(deciding.challenged(), deciding.at())
                .doOnNext(deciding::reused)
                .then(Mono.defer(() -> dealCodes(state, deciding)))
                .then(Mono.defer(() -> state.insert(deciding.candidates(), deciding.at())))
                .doOnNext(deciding::inserted)
                .then(Mono.defer(() -> state.useCodes(deciding.codeUses(), deciding.at())))
                .then(Mono.defer(() -> state.takenOf(deciding.claimsInQuestion())))
                .doOnNext(deciding::taken)
                .then(Mono.defer(() -> mailOwners(state, deciding)))
                .then(Mono.defer(() -> state.queueAvatars(deciding.createdWithPicture(), deciding.at())))
                .then(Mono.defer(() -> {
                    List<Decided> decided = deciding.decisions();
                    return state.record(decided).thenReturn(decided);
                }));
    }

    private Mono<Void> mailOwners(Users.Transaction state, Deciding deciding) {
        return mailsOwners
                ? state.requestMails(deciding.concerningOwners(), policy.mailBounds(deciding.at()), deciding.at())
                : Mono.empty();
    }

    /** Costs a batch without codes nothing. */
    private static Mono<Void> dealCodes(Users.Transaction state, Deciding deciding) {
        if (!deciding.presentsCodes()) {
            return Mono.empty();
        }
        return state.holdCodes(deciding.possibleCodes())
                .flatMap(codes -> state.takenOf(deciding.claimsInQuestion())
                        .doOnNext(taken -> deciding.deal(new DealingCodes(codes), taken)))
                .then();
    }

    private Mono<List<Outcome>> refuse(Registration registration) {
        return users.inOneTransaction(state -> state.decisionsOf(Set.of(registration.signupId()))
                .flatMap(known -> {
                    Decided earlier = known.get(registration.signupId());
                    Decided decided = earlier == null ? Decided.unstorable(registration, now()) : earlier;
                    Mono<Void> recorded = earlier == null ? state.record(List.of(decided)) : Mono.empty();
                    Outcome outcome = decided.outcomeFor(registration);
                    return recorded.thenReturn(List.of(earlier == null ? takenNow(outcome) : outcome));
                }));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static List<Registration> without(Set<UUID> decided, Map<UUID, Registration> signups) {
        return signups.values().stream()
                .filter(registration -> !decided.contains(registration.signupId()))
                .toList();
    }

    private static List<Outcome> outcomes(List<Registration> batch, Map<UUID, Decided> known, List<Decided> fresh) {
        Map<UUID, Decided> decisions = new HashMap<>(known);
        fresh.forEach(decided -> decisions.put(decided.signupId(), decided));
        return batch.stream()
                .map(registration -> {
                    Outcome outcome = decisions.get(registration.signupId()).outcomeFor(registration);
                    return known.containsKey(registration.signupId()) ? outcome : takenNow(outcome);
                })
                .toList();
    }

    private static Outcome takenNow(Outcome outcome) {
        return outcome instanceof Announced announced ? announced.takenNow() : outcome;
    }
}
