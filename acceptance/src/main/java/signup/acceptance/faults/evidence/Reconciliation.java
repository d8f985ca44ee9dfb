package signup.acceptance.faults.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import signup.acceptance.faults.evidence.Activations.Activated;
import signup.acceptance.faults.evidence.Activations.Spent;
import signup.acceptance.faults.evidence.Evidence.Created;
import signup.acceptance.faults.evidence.Evidence.Decision;
import signup.acceptance.faults.evidence.Evidence.Letter;
import signup.acceptance.faults.evidence.Evidence.Mail;
import signup.acceptance.faults.evidence.Evidence.Rejected;
import signup.acceptance.faults.evidence.Evidence.Requested;
import signup.acceptance.faults.evidence.Evidence.Source;
import signup.acceptance.faults.evidence.Evidence.User;
import signup.acceptance.faults.evidence.Finding.Sort;
import signup.acceptance.faults.load.Attempt;
import signup.acceptance.faults.load.Attempt.Meaning;
import signup.acceptance.faults.load.Press;

/** Holds the sides against one another. Whatever fails, these hold of a pipeline that keeps its word. */
public final class Reconciliation {

    private final Evidence evidence;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<UUID, Decision> decisions;
    private final Map<UUID, User> userBySignup;
    private final Set<UUID> acknowledged;
    private final Set<UUID> requested;
    private long repeatedMails;

    private Reconciliation(Evidence evidence) {
        this.evidence = evidence;
        this.decisions = first(evidence.decisions(), Decision::signupId);
        this.userBySignup = first(evidence.users(), User::signupId);
        this.acknowledged = evidence.attempts().stream()
                .filter(attempt -> attempt.isAcknowledged() && attempt.signupId() != null)
                .map(Attempt::signupId)
                .collect(Collectors.toSet());
        this.requested = evidence.requested().stream().map(Requested::signupId).collect(Collectors.toSet());
    }

    /** Looks at all of it. */
    public static Reconciled of(Evidence evidence) {
        Reconciliation reconciliation = new Reconciliation(evidence);
        reconciliation.nothingIsLost();
        reconciliation.decisionsAndUsersAgree();
        reconciliation.eachIsToldOnce();
        reconciliation.answersAreStableAndTrue();
        reconciliation.nobodyIsRefusedUnjustly();
        reconciliation.noHashIsMissing();
        reconciliation.onlyPoisonIsDead();
        reconciliation.eachIsMailedOnce();
        reconciliation.eachLinkActsOnce();
        return reconciliation.reconciled();
    }

    private void nothingIsLost() {
        for (UUID id : acknowledged) {
            if (!decisions.containsKey(id)) {
                found(Sort.LOST, "acknowledged and not decided: " + id);
            }
            if (!requested.contains(id)) {
                found(Sort.LOST, "acknowledged and not in the topic: " + id);
            }
        }
        for (UUID id : requested) {
            if (!decisions.containsKey(id) && !acknowledged.contains(id)) {
                found(Sort.LOST, "written and not decided: " + id);
            }
        }
        for (UUID id : decisions.keySet()) {
            if (!requested.contains(id)) {
                found(Sort.UNEXPECTED, "decided and never requested: " + id);
            }
        }
    }

    private void decisionsAndUsersAgree() {
        for (Decision decision : decisions.values()) {
            User user = userBySignup.get(decision.signupId());
            if (decision.created() != (user != null)) {
                found(Sort.HALF, (decision.created() ? "created without" : "rejected with") + " a user: " + decision);
            } else if (user != null && !user.sub().equals(decision.sub())) {
                found(Sort.HALF, "decided for another user: " + decision);
            }
        }
        for (User user : evidence.users()) {
            if (!decisions.containsKey(user.signupId())) {
                found(Sort.HALF, "a user without a decision: " + user.sub());
            }
        }
        twice(evidence.users(), User::sub, "users with sub");
        twice(evidence.users(), User::signupId, "users of signup");
        twice(evidence.users(), User::id, "users with id");
        twice(evidence.users(), User::username, "users with username");
        twice(evidence.users(), User::email, "users with address");
        twice(evidence.users(), User::extId, "users with external id");
    }

    private void eachIsToldOnce() {
        twice(evidence.created(), Created::signupId, "UserCreated of signup");
        twice(evidence.created(), Created::eventId, "UserCreated with ce_id");
        twice(evidence.rejected(), Rejected::signupId, "SignupRejected of signup");
        Map<UUID, Created> created = first(evidence.created(), Created::signupId);
        Map<UUID, Rejected> rejected = first(evidence.rejected(), Rejected::signupId);
        for (Decision decision : decisions.values()) {
            UUID id = decision.signupId();
            boolean told = decision.created() ? created.containsKey(id) : rejected.containsKey(id);
            boolean contradicted = decision.created() ? rejected.containsKey(id) : created.containsKey(id);
            if (!told) {
                found(Sort.LOST, "decided and not told: " + id);
            }
            if (contradicted) {
                found(Sort.HALF, "told as created and as rejected: " + id);
            }
        }
        for (Created event : created.values()) {
            User user = userBySignup.get(event.signupId());
            if (user == null) {
                found(Sort.HALF, "told of a user that is not there: " + event);
            } else if (!user.sub().equals(event.sub()) || user.id() != event.id()) {
                found(Sort.UNSTABLE, "told of a user under other ids: " + event);
            }
        }
        rejected.keySet().stream()
                .filter(id -> !decisions.containsKey(id))
                .forEach(id -> found(Sort.HALF, "told as rejected and not decided: " + id));
    }

    private void answersAreStableAndTrue() {
        Map<String, Set<UUID>> idsOfKeys = new HashMap<>();
        Map<UUID, Set<String>> users = new HashMap<>();
        for (Attempt attempt : evidence.attempts()) {
            UUID id = attempt.signupId();
            if (attempt.meaning() == Meaning.UNEXPECTED) {
                found(Sort.UNEXPECTED, "answered " + attempt.status() + ": " + attempt.answer());
            }
            if (id == null) {
                if (attempt.isAcknowledged()) {
                    found(Sort.UNEXPECTED, "acknowledged without a Signup-Id: " + attempt.status());
                }
                continue;
            }
            if (attempt.key() != null) {
                idsOfKeys.computeIfAbsent(attempt.key(), key -> new HashSet<>()).add(id);
            }
            Decision decision = decisions.get(id);
            if (attempt.meaning() == Meaning.CREATED) {
                users.computeIfAbsent(id, signup -> new HashSet<>()).add(attempt.answer());
                User user = userBySignup.get(id);
                if (user == null || !attempt.answer().contains("\"id\":" + user.id() + ",")) {
                    found(Sort.HALF, "answered as created, which is not so: " + id);
                }
            } else if (attempt.meaning() == Meaning.REFUSED && decision != null && decision.created()) {
                found(Sort.HALF, "answered as refused, and created: " + id);
            }
        }
        idsOfKeys.forEach((key, ids) -> {
            if (ids.size() > 1) {
                found(Sort.UNSTABLE, "one idempotency key, several signups: " + ids);
            }
        });
        users.forEach((id, answers) -> {
            if (answers.size() > 1) {
                found(Sort.UNSTABLE, "one signup, several users answered: " + id);
            }
        });
    }

    /** Who is refused for a name must find it taken; of those with one name, the first one asked must have it. */
    private void nobodyIsRefusedUnjustly() {
        Map<UUID, Requested> firstRequest = new HashMap<>();
        evidence.requested().stream()
                .sorted(Comparator.comparingLong(request -> request.source().offset()))
                .forEach(request -> firstRequest.putIfAbsent(request.signupId(), request));
        Map<String, User> owners = first(
                evidence.users().stream()
                        .filter(user -> user.username() != null)
                        .toList(),
                User::username);
        firstRequest.values().forEach(request -> {
            Decision decision = decisions.get(request.signupId());
            if (decision == null || decision.created()) {
                return;
            }
            boolean forTheNameAlone = decision.violations().equals(Set.of("username:TAKEN"));
            User owner = request.username() == null ? null : owners.get(request.username());
            if (forTheNameAlone && owner == null) {
                found(Sort.UNJUST, "refused for a name that nobody has: " + request.signupId());
            } else if (forTheNameAlone && firstRequest.containsKey(owner.signupId())) {
                Source winner = firstRequest.get(owner.signupId()).source();
                if (winner.partition() == request.source().partition()
                        && winner.offset() > request.source().offset()) {
                    found(Sort.UNJUST, "came first and was refused for who came later: " + request.signupId());
                }
            }
        });
    }

    private void noHashIsMissing() {
        Set<Source> withPassword = evidence.requested().stream()
                .filter(Requested::withPassword)
                .map(Requested::source)
                .collect(Collectors.toSet());
        for (User user : evidence.users()) {
            Decision decision = decisions.get(user.signupId());
            String expected = decision == null || !withPassword.contains(decision.source())
                    ? "none"
                    : evidence.unopenable().contains(user.signupId()) ? "failed" : "ready";
            if (!user.credential().equals(expected) || user.hashed() != expected.equals("ready")) {
                found(
                        Sort.LOST,
                        "the credential of " + user.sub() + " is " + user.credential() + " and not " + expected);
            }
        }
    }

    private void onlyPoisonIsDead() {
        Set<Source> poison = Set.copyOf(evidence.poison());
        Set<Source> dead = new HashSet<>();
        Set<UUID> unopened = new HashSet<>();
        Map<Source, Requested> requests = first(evidence.requested(), Requested::source);
        for (Letter letter : evidence.letters()) {
            if (!dead.add(letter.source())) {
                found(Sort.DUPLICATED, "twice a dead letter: " + letter);
            }
            boolean deserved = switch (letter.cause()) {
                case "UNDECODABLE" -> poison.contains(letter.source());
                case "UNSTORABLE" -> {
                    Requested request = requests.get(letter.source());
                    Decision decision = request == null ? null : decisions.get(request.signupId());
                    yield decision != null && decision.violations().equals(Set.of("null:INTERNAL"));
                }
                case "UNOPENABLE" -> letter.sub() != null && unopened.add(letter.sub()) && isUnopenable(letter.sub());
                default -> false;
            };
            if (!deserved) {
                found(Sort.DEAD_LETTER, "no poison, and a dead letter: " + letter);
            }
        }
        poison.stream()
                .filter(source -> !dead.contains(source))
                .forEach(source -> found(Sort.DEAD_LETTER, "poison, and no dead letter: " + source));
        for (UUID signupId : evidence.unopenable()) {
            User user = userBySignup.get(signupId);
            if (user != null && !unopened.contains(user.sub())) {
                found(Sort.DEAD_LETTER, "cannot be opened, and no dead letter: " + user.sub());
            }
        }
    }

    private boolean isUnopenable(UUID sub) {
        return evidence.users().stream()
                .anyMatch(
                        user -> user.sub().equals(sub) && evidence.unopenable().contains(user.signupId()));
    }

    private void eachIsMailedOnce() {
        Map<String, List<Mail>> mails = evidence.mails().stream().collect(Collectors.groupingBy(Mail::recipient));
        Set<String> owed = new HashSet<>();
        for (User user : evidence.users()) {
            if (!user.owedMail() || user.email() == null) {
                continue;
            }
            owed.add(user.email());
            List<Mail> got = mails.getOrDefault(user.email(), List.of());
            if (got.isEmpty()) {
                found(Sort.LOST, "owed a mail and got none: " + user.sub());
            } else if (got.stream().map(Mail::messageId).distinct().count() > 1) {
                found(Sort.DUPLICATED, "two mails with different ids: " + user.sub());
            } else {
                repeatedMails += got.size() - 1;
            }
        }
        mails.keySet().stream()
                .filter(address -> !owed.contains(address))
                .forEach(address -> found(Sort.UNEXPECTED, "a mail to somebody who is owed none: " + address));
    }

    private void eachLinkActsOnce() {
        Activations activations = evidence.activations();
        Map<UUID, Spent> spent = first(activations.spent(), Spent::linkId);
        Map<UUID, Spent> spentBySub = first(activations.spent(), Spent::sub);
        Map<UUID, Activated> activated = first(activations.activated(), Activated::sub);
        for (Press press : activations.presses()) {
            if (press.isAcknowledged() && !spent.containsKey(press.linkId())) {
                found(Sort.LOST, "pressed, and nothing came of it: " + press);
            } else if (!press.isAcknowledged() && !press.isUnknown()) {
                found(Sort.UNEXPECTED, "a good link was answered " + press.status() + ": " + press);
            }
        }
        twice(activations.activated(), Activated::eventId, "UserActivated with ce_id");
        twice(activations.activated(), Activated::sub, "UserActivated of");
        spentBySub.keySet().stream()
                .filter(sub -> !activated.containsKey(sub))
                .forEach(sub -> found(Sort.LOST, "activated and not told: " + sub));
        spentBySub.keySet().stream()
                .filter(sub -> !activations.active().contains(sub))
                .forEach(sub -> found(Sort.HALF, "a spent link, and not active: " + sub));
        activated.keySet().stream()
                .filter(sub -> !spentBySub.containsKey(sub))
                .forEach(sub -> found(Sort.HALF, "told as activated, and no link was spent: " + sub));
    }

    private Reconciled reconciled() {
        long created = decisions.values().stream().filter(Decision::created).count();
        long unacknowledged = decisions.keySet().stream()
                .filter(id -> !acknowledged.contains(id))
                .count();
        return new Reconciled(
                acknowledged.size(),
                unacknowledged,
                created,
                decisions.size() - created,
                evidence.created().size() + evidence.rejected().size(),
                evidence.mails().size(),
                repeatedMails,
                evidence.letters().size(),
                evidence.activations().activated().size(),
                List.copyOf(findings));
    }

    private <T, K> void twice(Collection<T> all, Function<T, K> key, String what) {
        Set<K> seen = new HashSet<>();
        for (T one : all) {
            K its = key.apply(one);
            if (its != null && !seen.add(its)) {
                found(Sort.DUPLICATED, "several " + what + " " + its);
            }
        }
    }

    private static <T, K> Map<K, T> first(Collection<T> all, Function<T, K> key) {
        return all.stream().collect(Collectors.toMap(key, Function.identity(), (one, other) -> one));
    }

    private void found(Sort sort, String what) {
        findings.add(new Finding(sort, what));
    }
}
