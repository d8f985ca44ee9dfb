package signup.registration.replay;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.registration.application.Users;
import signup.registration.model.Challenge;
import signup.registration.model.Claims;
import signup.registration.model.Code;
import signup.registration.model.CodeKey;
import signup.registration.model.CodeUse;
import signup.registration.model.Decided;
import signup.registration.model.MailBounds;
import signup.registration.model.NewUser;
import signup.registration.model.Registration;
import signup.registration.model.RequestedMail;
import signup.registration.model.TakenKeys;

/**
 * Users as they would be: reads the real ones, and keeps in memory what it is told to write (about a kilobyte for each
 * signup that the real ones do not know). What only the database itself would refuse it cannot know. For one thread.
 */
final class DryRunUsers implements Users {

    private final Users real;
    private final Map<UUID, Decided> decided = new HashMap<>();
    private final TakenKeys taken = new TakenKeys(new HashSet<>(), new HashSet<>(), new HashSet<>());
    private final Map<String, UUID> challenges = new HashMap<>();
    private final Map<CodeKey, Integer> codeUses = new HashMap<>();
    private long lastId;

    DryRunUsers(Users real) {
        this.real = real;
    }

    @Override
    public <T> Mono<T> inOneTransaction(Function<Transaction, Mono<T>> work) {
        return real.inOneTransaction(transaction -> {
                    DryTransaction attempt = new DryTransaction(transaction);
                    return work.apply(attempt).map(result -> new Attempt<>(attempt, result));
                })
                .map(attempt -> {
                    attempt.transaction().keep();
                    return attempt.result();
                });
    }

    private record Attempt<T>(DryTransaction transaction, T result) {}

    private final class DryTransaction implements Transaction {

        private final Transaction real;
        private final Map<UUID, Decided> newlyDecided = new HashMap<>();
        private final TakenKeys newlyTaken = new TakenKeys(new HashSet<>(), new HashSet<>(), new HashSet<>());
        private final Map<String, UUID> newlySpent = new HashMap<>();
        private final List<CodeUse> newlyUsed = new ArrayList<>();

        private DryTransaction(Transaction real) {
            this.real = real;
        }

        private void keep() {
            decided.putAll(newlyDecided);
            taken.usernames().addAll(newlyTaken.usernames());
            taken.emails().addAll(newlyTaken.emails());
            taken.extIds().addAll(newlyTaken.extIds());
            newlySpent.forEach(challenges::putIfAbsent);
            newlyUsed.forEach(use -> codeUses.merge(use.code().key(), 1, Integer::sum));
        }

        @Override
        public Mono<Map<UUID, Decided>> decisionsOf(Collection<UUID> signupIds) {
            return real.decisionsOf(signupIds).map(known -> {
                Map<UUID, Decided> all = new HashMap<>(known);
                for (UUID signupId : signupIds) {
                    Decided here = decided.get(signupId);
                    if (here != null) {
                        all.putIfAbsent(signupId, here);
                    }
                }
                return all;
            });
        }

        @Override
        public Mono<Set<UUID>> spendChallenges(List<Registration> registrations, Instant at) {
            return spentByOthers(registrations).map(spent -> {
                Set<UUID> all = new HashSet<>(spent);
                for (Registration registration : registrations) {
                    Challenge challenge = registration.challenge();
                    if (challenge != null) {
                        UUID first = newlySpent.merge(challenge.id(), registration.signupId(), (one, other) -> one);
                        if (!first.equals(registration.signupId())) {
                            all.add(registration.signupId());
                        }
                    }
                }
                return all;
            });
        }

        @Override
        public Mono<Set<UUID>> spentByOthers(List<Registration> registrations) {
            return real.spentByOthers(registrations).map(spent -> {
                Set<UUID> all = new HashSet<>(spent);
                for (Registration registration : registrations) {
                    Challenge challenge = registration.challenge();
                    UUID spender = challenge == null ? null : challenges.get(challenge.id());
                    if (spender != null && !spender.equals(registration.signupId())) {
                        all.add(registration.signupId());
                    }
                }
                return all;
            });
        }

        /** Nobody is kept from using them. */
        @Override
        public Mono<List<Code>> holdCodes(Collection<CodeKey> keys) {
            return codes(keys);
        }

        @Override
        public Mono<List<Code>> codes(Collection<CodeKey> keys) {
            return real.codes(keys)
                    .map(codes -> codes.stream()
                            .map(code -> code.after(codeUses.getOrDefault(code.key(), 0)))
                            .toList());
        }

        @Override
        public Mono<Void> useCodes(List<CodeUse> uses, Instant at) {
            newlyUsed.addAll(uses);
            return Mono.empty();
        }

        @Override
        public Mono<Map<UUID, Long>> insert(List<NewUser> users, Instant at) {
            return takenOf(users.stream().map(NewUser::claims).toList()).map(before -> {
                Map<UUID, Long> ids = new LinkedHashMap<>();
                for (NewUser user : users) {
                    Claims claims = user.claims();
                    if (before.violationsOf(claims).isEmpty()
                            && newlyTaken.violationsOf(claims).isEmpty()) {
                        newlyTaken.add(claims);
                        ids.put(user.sub(), ++lastId);
                    }
                }
                return ids;
            });
        }

        @Override
        public Mono<TakenKeys> takenOf(List<Claims> claims) {
            return real.takenOf(claims)
                    .map(known -> new TakenKeys(
                            union(
                                    known.usernames(),
                                    taken.usernames(),
                                    newlyTaken.usernames(),
                                    claims,
                                    Claims::username),
                            union(known.emails(), taken.emails(), newlyTaken.emails(), claims, Claims::email),
                            union(known.extIds(), taken.extIds(), newlyTaken.extIds(), claims, Claims::extId)));
        }

        private Set<String> union(
                Set<String> known,
                Set<String> before,
                Set<String> now,
                List<Claims> claims,
                Function<Claims, @Nullable String> key) {
            Set<String> all = new HashSet<>(known);
            for (Claims claim : claims) {
                String text = key.apply(claim);
                if (text != null && (before.contains(text) || now.contains(text))) {
                    all.add(text);
                }
            }
            return all;
        }

        /** Mails are no part of a report. */
        @Override
        public Mono<Void> requestMails(List<Registration> refused, MailBounds bounds, Instant at) {
            return Mono.empty();
        }

        @Override
        public Mono<Map<UUID, RequestedMail>> requestedMails(Collection<UUID> signupIds) {
            return real.requestedMails(signupIds);
        }

        @Override
        public Mono<Void> queueAvatars(List<NewUser> users, Instant at) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> record(List<Decided> decisions) {
            decisions.forEach(decision -> newlyDecided.put(decision.signupId(), decision));
            return Mono.empty();
        }
    }
}
