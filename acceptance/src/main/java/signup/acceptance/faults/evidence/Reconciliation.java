package signup.acceptance.faults.evidence;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import signup.acceptance.faults.evidence.Evidence.Created;
import signup.acceptance.faults.evidence.Evidence.Decision;
import signup.acceptance.faults.evidence.Evidence.Rejected;
import signup.acceptance.faults.evidence.Evidence.Requested;
import signup.acceptance.faults.evidence.Evidence.Source;
import signup.acceptance.faults.evidence.Evidence.User;
import signup.acceptance.faults.evidence.Finding.Sort;
import signup.acceptance.faults.load.Attempt;
import signup.acceptance.faults.load.Attempt.Meaning;

/**
 * Holds the sides against one another. Whatever fails, these hold of a pipeline that keeps its word. Dead letters, mails
 * and their links have accounts of their own.
 */
public final class Reconciliation {

    private final Evidence evidence;
    private final Findings findings = new Findings();
    private final Map<UUID, Decision> decisions;
    private final Map<UUID, User> userBySignup;
    private final Set<UUID> acknowledged;
    private final Set<UUID> requested;

    private Reconciliation(Evidence evidence) {
        this.evidence = evidence;
        this.decisions = Findings.first(evidence.decisions(), Decision::signupId);
        this.userBySignup = Findings.first(evidence.users(), User::signupId);
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
        return reconciliation.reconciled();
    }

    private void nothingIsLost() {
        for (UUID id : acknowledged) {
            if (!decisions.containsKey(id)) {
                findings.found(Sort.LOST, "acknowledged and not decided: " + id);
            }
            if (!requested.contains(id)) {
                findings.found(Sort.LOST, "acknowledged and not in the topic: " + id);
            }
        }
        for (UUID id : requested) {
            if (!decisions.containsKey(id) && !acknowledged.contains(id)) {
                findings.found(Sort.LOST, "written and not decided: " + id);
            }
        }
        for (UUID id : decisions.keySet()) {
            if (!requested.contains(id)) {
                findings.found(Sort.UNEXPECTED, "decided and never requested: " + id);
            }
        }
    }

    private void decisionsAndUsersAgree() {
        for (Decision decision : decisions.values()) {
            User user = userBySignup.get(decision.signupId());
            if (decision.created() != (user != null)) {
                findings.found(
                        Sort.HALF, (decision.created() ? "created without" : "rejected with") + " a user: " + decision);
            } else if (user != null && !user.sub().equals(decision.sub())) {
                findings.found(Sort.HALF, "decided for another user: " + decision);
            }
        }
        for (User user : evidence.users()) {
            if (!decisions.containsKey(user.signupId())) {
                findings.found(Sort.HALF, "a user without a decision: " + user.sub());
            }
        }
        findings.twice(evidence.users(), User::sub, "users with sub");
        findings.twice(evidence.users(), User::signupId, "users of signup");
        findings.twice(evidence.users(), User::id, "users with id");
        findings.twice(evidence.users(), User::username, "users with username");
        findings.twice(evidence.users(), User::email, "users with address");
        findings.twice(evidence.users(), User::extId, "users with external id");
    }

    private void eachIsToldOnce() {
        findings.twice(evidence.created(), Created::signupId, "UserCreated of signup");
        findings.twice(evidence.created(), Created::eventId, "UserCreated with ce_id");
        findings.twice(evidence.rejected(), Rejected::signupId, "SignupRejected of signup");
        Map<UUID, Created> created = Findings.first(evidence.created(), Created::signupId);
        Map<UUID, Rejected> rejected = Findings.first(evidence.rejected(), Rejected::signupId);
        for (Decision decision : decisions.values()) {
            UUID id = decision.signupId();
            boolean told = decision.created() ? created.containsKey(id) : rejected.containsKey(id);
            boolean contradicted = decision.created() ? rejected.containsKey(id) : created.containsKey(id);
            if (!told) {
                findings.found(Sort.LOST, "decided and not told: " + id);
            }
            if (contradicted) {
                findings.found(Sort.HALF, "told as created and as rejected: " + id);
            }
        }
        for (Created event : created.values()) {
            User user = userBySignup.get(event.signupId());
            if (user == null) {
                findings.found(Sort.HALF, "told of a user that is not there: " + event);
            } else if (!user.sub().equals(event.sub()) || user.id() != event.id()) {
                findings.found(Sort.UNSTABLE, "told of a user under other ids: " + event);
            }
        }
        rejected.keySet().stream()
                .filter(id -> !decisions.containsKey(id))
                .forEach(id -> findings.found(Sort.HALF, "told as rejected and not decided: " + id));
    }

    private void answersAreStableAndTrue() {
        Map<String, Set<UUID>> idsOfKeys = new HashMap<>();
        Map<UUID, Set<String>> users = new HashMap<>();
        for (Attempt attempt : evidence.attempts()) {
            UUID id = attempt.signupId();
            if (attempt.meaning() == Meaning.UNEXPECTED) {
                findings.found(Sort.UNEXPECTED, "answered " + attempt.status() + ": " + attempt.answer());
            }
            if (id == null) {
                if (attempt.isAcknowledged()) {
                    findings.found(Sort.UNEXPECTED, "acknowledged without a Signup-Id: " + attempt.status());
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
                    findings.found(Sort.HALF, "answered as created, which is not so: " + id);
                }
            } else if (attempt.meaning() == Meaning.REFUSED && decision != null && decision.created()) {
                findings.found(Sort.HALF, "answered as refused, and created: " + id);
            }
        }
        idsOfKeys.forEach((key, ids) -> {
            if (ids.size() > 1) {
                findings.found(Sort.UNSTABLE, "one idempotency key, several signups: " + ids);
            }
        });
        users.forEach((id, answers) -> {
            if (answers.size() > 1) {
                findings.found(Sort.UNSTABLE, "one signup, several users answered: " + id);
            }
        });
    }

    /** Who is refused for a name must find it taken; of those with one name, the first one asked must have it. */
    private void nobodyIsRefusedUnjustly() {
        Map<UUID, Requested> firstRequest = new HashMap<>();
        evidence.requested().stream()
                .sorted(Comparator.comparingLong(request -> request.source().offset()))
                .forEach(request -> firstRequest.putIfAbsent(request.signupId(), request));
        Map<String, User> owners = Findings.first(
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
                findings.found(Sort.UNJUST, "refused for a name that nobody has: " + request.signupId());
            } else if (forTheNameAlone && firstRequest.containsKey(owner.signupId())) {
                Source winner = firstRequest.get(owner.signupId()).source();
                if (winner.partition() == request.source().partition()
                        && winner.offset() > request.source().offset()) {
                    findings.found(Sort.UNJUST, "came first and was refused for who came later: " + request.signupId());
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
                findings.found(
                        Sort.LOST,
                        "the credential of " + user.sub() + " is " + user.credential() + " and not " + expected);
            }
        }
    }

    private Reconciled reconciled() {
        DeadLetters.reconcile(evidence, findings);
        MailedLinks.reconcile(evidence.activations(), findings);
        long confirmed = ConfirmedLinks.reconcile(evidence.activations(), findings);
        long repeatedMails = OwedMails.reconcile(evidence, findings);
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
                confirmed,
                findings.all());
    }
}
