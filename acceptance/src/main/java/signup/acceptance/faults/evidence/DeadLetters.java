package signup.acceptance.faults.evidence;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import signup.acceptance.faults.evidence.Evidence.Decision;
import signup.acceptance.faults.evidence.Evidence.Letter;
import signup.acceptance.faults.evidence.Evidence.Requested;
import signup.acceptance.faults.evidence.Evidence.Source;
import signup.acceptance.faults.evidence.Evidence.User;
import signup.acceptance.faults.evidence.Finding.Sort;

/**
 * What cannot be handled is a dead letter, once, and nothing else is. What cannot be handled is told by what was sent, never
 * by what the pipeline says of it: else a fault that makes it give up a good signup would vouch for itself.
 */
final class DeadLetters {

    private static final Set<String> INTERNAL = Set.of("null:INTERNAL");

    private final Evidence evidence;
    private final Findings findings;
    private final Set<Source> poison;
    private final Set<Source> unstorable;
    private final Map<UUID, User> unopenable;
    private final Set<Source> dead = new HashSet<>();
    private final Set<UUID> unopened = new HashSet<>();

    private DeadLetters(Evidence evidence, Findings findings) {
        this.evidence = evidence;
        this.findings = findings;
        this.poison = Set.copyOf(evidence.poison());
        this.unstorable = evidence.requested().stream()
                .filter(Requested::unstorable)
                .map(Requested::source)
                .collect(Collectors.toSet());
        this.unopenable = Findings.first(
                evidence.users().stream()
                        .filter(user -> evidence.unopenable().contains(user.signupId()))
                        .toList(),
                User::sub);
    }

    static void reconcile(Evidence evidence, Findings findings) {
        DeadLetters letters = new DeadLetters(evidence, findings);
        letters.eachIsDeserved();
        letters.noPoisonIsMissing();
        letters.onlyWhatTheDatabaseRefusesIsRejectedSo();
    }

    private void eachIsDeserved() {
        for (Letter letter : evidence.letters()) {
            if (!dead.add(letter.source())) {
                findings.found(Sort.DUPLICATED, "twice a dead letter: " + letter);
            }
            boolean deserved = switch (letter.cause()) {
                case "UNDECODABLE" -> poison.contains(letter.source());
                case "UNSTORABLE" -> unstorable.contains(letter.source());
                case "UNOPENABLE" ->
                    letter.sub() != null && unopened.add(letter.sub()) && unopenable.containsKey(letter.sub());
                default -> false;
            };
            if (!deserved) {
                findings.found(Sort.DEAD_LETTER, "no poison, and a dead letter: " + letter);
            }
        }
    }

    private void noPoisonIsMissing() {
        poison.stream()
                .filter(source -> !dead.contains(source))
                .forEach(source -> findings.found(Sort.DEAD_LETTER, "poison, and no dead letter: " + source));
        unopenable.keySet().stream()
                .filter(sub -> !unopened.contains(sub))
                .forEach(sub -> findings.found(Sort.DEAD_LETTER, "cannot be opened, and no dead letter: " + sub));
    }

    private void onlyWhatTheDatabaseRefusesIsRejectedSo() {
        for (Decision decision : evidence.decisions()) {
            boolean internal = decision.violations().equals(INTERNAL);
            if (internal != unstorable.contains(decision.source())) {
                findings.found(
                        Sort.UNJUST,
                        (internal ? "refused as unstorable, which it is not: " : "unstorable, and decided otherwise: ")
                                + decision);
            }
            if (internal && !dead.contains(decision.source())) {
                findings.found(Sort.DEAD_LETTER, "refused as unstorable, and no dead letter: " + decision);
            }
        }
    }
}
