package signup.registration.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signup.registration.model.Claims;
import signup.registration.model.CodeKey;
import signup.registration.model.CodeUse;
import signup.registration.model.DealingCodes;
import signup.registration.model.Decided;
import signup.registration.model.Decision;
import signup.registration.model.NewUser;
import signup.registration.model.Reason;
import signup.registration.model.Registration;
import signup.registration.model.RegistrationPolicy;
import signup.registration.model.TakenKeys;
import signup.registration.model.Violation;

/** The decisions of one batch on their way: what the rules say, then what the state says, step by step. */
final class Deciding {

    private static final Set<Reason> CODES = Set.of(Reason.CODE_UNKNOWN, Reason.CODE_EXPIRED, Reason.CODE_SPENT);

    private final Instant at;
    private final Map<UUID, Candidacy> candidacies = new LinkedHashMap<>();
    private List<CodeUse> codeUses = List.of();

    Deciding(RegistrationPolicy policy, EarlierRejections earlier, List<Registration> undecided, Instant at) {
        this.at = at;
        for (Registration registration : undecided) {
            candidacies.put(
                    registration.signupId(),
                    new Candidacy(
                            policy.newUser(registration, SignupIds.sub(registration.signupId())),
                            policy.violations(registration),
                            earlier.of(registration.signupId()).orElse(null)));
        }
    }

    Instant at() {
        return at;
    }

    List<Registration> challenged() {
        return all().filter(candidacy -> !candidacy.wasReuse())
                .map(candidacy -> candidacy.user.registration())
                .filter(registration -> registration.challenge() != null)
                .toList();
    }

    void reused(Set<UUID> signupIds) {
        signupIds.forEach(signupId -> candidacies.get(signupId).reuseChallenge());
    }

    boolean presentsCodes() {
        return all().anyMatch(candidacy -> candidacy.mayBecomeUser()
                && !candidacy.user.registration().codes().isEmpty());
    }

    Set<CodeKey> possibleCodes() {
        return all().filter(Candidacy::mayBecomeUser)
                .flatMap(candidacy -> candidacy.user.registration().codes().stream())
                .filter(CodeKey::isPossible)
                .collect(Collectors.toSet());
    }

    /**
     * Deals the codes in the order of the batch, to those whose keys will be free when it is their turn: so nothing is dealt
     * to who is then rejected, and what one cannot have the next may. When a key is taken by another transaction meanwhile,
     * {@link #inserted} has all of it done again.
     */
    void deal(DealingCodes dealing, TakenKeys before) {
        TakenKeys taken = before.copy();
        all().filter(Candidacy::mayBecomeUser).forEach(candidacy -> {
            List<Violation> refusals = dealing.refusalsOf(candidacy.user.registration());
            candidacy.violations.addAll(refusals);
            if (!taken.violationsOf(candidacy.user.claims()).isEmpty()) {
                candidacy.outrun = true;
            } else if (refusals.isEmpty()) {
                taken.add(candidacy.user.claims());
                candidacy.user = candidacy.user.of(dealing.deal(candidacy.user.registration()));
            }
        });
        codeUses = dealing.uses();
    }

    List<CodeUse> codeUses() {
        return codeUses;
    }

    List<NewUser> candidates() {
        return all().filter(Candidacy::mayBecomeUser)
                .map(candidacy -> candidacy.user)
                .toList();
    }

    void inserted(Map<UUID, Long> idsBySub) {
        all().forEach(candidacy -> candidacy.id = idsBySub.get(candidacy.user.sub()));
        if (!codeUses.isEmpty() && all().anyMatch(candidacy -> candidacy.mayBecomeUser() && candidacy.id == null)) {
            throw new ContentionException(
                    "Another worker has taken a key meanwhile, and codes were dealt without knowing");
        }
    }

    List<Claims> claimsInQuestion() {
        return all().filter(Candidacy::mayHearWhatIsTaken)
                .map(candidacy -> candidacy.user.claims())
                .toList();
    }

    void taken(TakenKeys keys) {
        all().filter(Candidacy::mayHearWhatIsTaken)
                .forEach(candidacy -> candidacy.violations.addAll(0, keys.violationsOf(candidacy.user.claims())));
    }

    /** Those whose owner has to hear of them by mail. */
    List<Registration> concerningOwners() {
        return all().filter(candidacy -> candidacy.id == null
                        && !candidacy.violations.isEmpty()
                        && Decided.of(candidacy.user.registration(), candidacy.decision(at), at)
                                .concernsOwner())
                .map(candidacy -> candidacy.user.registration())
                .toList();
    }

    List<NewUser> createdWithPicture() {
        return all().filter(candidacy ->
                        candidacy.id != null && candidacy.user.registration().picture() != null)
                .map(candidacy -> candidacy.user)
                .toList();
    }

    List<Decided> decisions() {
        return all().map(candidacy -> candidacy.decided(at)).toList();
    }

    private Stream<Candidacy> all() {
        return candidacies.values().stream();
    }

    private static final class Candidacy {

        private NewUser user;
        private final List<Violation> violations;
        private final EarlierRejections.@Nullable Rejection earlier;
        private @Nullable Long id;

        /** Whether somebody is known to have a key of it. */
        private boolean outrun;

        private Candidacy(NewUser user, List<Violation> violations, EarlierRejections.@Nullable Rejection earlier) {
            this.user = user;
            this.violations = new ArrayList<>(violations);
            this.earlier = earlier;
        }

        private void reuseChallenge() {
            violations.removeIf(violation -> Violation.CHALLENGE.equals(violation.field()));
            violations.add(new Violation(Violation.CHALLENGE, Reason.CHALLENGE_REUSED));
        }

        private boolean mayBecomeUser() {
            return earlier == null && violations.isEmpty() && !outrun;
        }

        /** Not before its challenge is passed: that would let robots probe for users. */
        private boolean mayHearWhatIsTaken() {
            return id == null
                    && earlier == null
                    && violations.stream().allMatch(violation -> CODES.contains(violation.reason()));
        }

        /** Whether it was rejected because another signup had spent the challenge, which is that other's for ever. */
        private boolean wasReuse() {
            return earlier != null
                    && earlier.violations().stream()
                            .anyMatch(violation -> violation.reason() == Reason.CHALLENGE_REUSED);
        }

        private Decided decided(Instant at) {
            return earlier == null
                    ? Decided.of(user.registration(), decision(at), at)
                    : Decided.of(user.registration(), new Decision.Rejected(earlier.violations()), earlier.decidedAt());
        }

        private Decision decision(Instant at) {
            if (id != null) {
                return new Decision.Created(user.created(id, at));
            }
            if (violations.isEmpty()) {
                throw new ContentionException("A user exists and its decision is not visible yet");
            }
            return new Decision.Rejected(violations);
        }
    }
}
