package signup.registration.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signup.registration.model.Claims;
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

    List<NewUser> candidates() {
        return all().filter(candidacy -> candidacy.earlier == null && candidacy.violations.isEmpty())
                .map(candidacy -> candidacy.user)
                .toList();
    }

    void inserted(Map<UUID, Long> idsBySub) {
        all().forEach(candidacy -> candidacy.id = idsBySub.get(candidacy.user.sub()));
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

        private final NewUser user;
        private final List<Violation> violations;
        private final EarlierRejections.@Nullable Rejection earlier;
        private @Nullable Long id;

        private Candidacy(NewUser user, List<Violation> violations, EarlierRejections.@Nullable Rejection earlier) {
            this.user = user;
            this.violations = new ArrayList<>(violations);
            this.earlier = earlier;
        }

        private void reuseChallenge() {
            violations.removeIf(violation -> Violation.CHALLENGE.equals(violation.field()));
            violations.add(new Violation(Violation.CHALLENGE, Reason.CHALLENGE_REUSED));
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
