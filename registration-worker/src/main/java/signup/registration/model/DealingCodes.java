package signup.registration.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The codes that a batch of signups presents, dealt one after the other. For one thread. */
public final class DealingCodes {

    private final Map<CodeKey, Code> codes = new HashMap<>();
    private final Map<CodeKey, Integer> dealt = new HashMap<>();
    private final List<CodeUse> uses = new ArrayList<>();

    /** @param codes those of the presented ones that there are, held for this batch */
    public DealingCodes(List<Code> codes) {
        codes.forEach(code -> this.codes.put(code.key(), code));
    }

    /** Everything that is wrong with the codes of this signup, in the order of the fields; nothing when it may have them. */
    public List<Violation> refusalsOf(Registration registration) {
        List<Violation> refusals = new ArrayList<>();
        for (CodeKey key : registration.codes()) {
            refusal(key, registration)
                    .ifPresent(reason -> refusals.add(new Violation(key.kind().field(), reason)));
        }
        return refusals;
    }

    private Optional<Reason> refusal(CodeKey key, Registration registration) {
        Code code = codes.get(key);
        return code == null
                ? Optional.of(Reason.CODE_UNKNOWN)
                : code.refusalOf(registration, dealt.getOrDefault(key, 0));
    }

    /** Gives this signup its codes, and it inherits what they carry. */
    public Registration deal(Registration registration) {
        Profile profile = registration.profile();
        for (CodeKey key : registration.codes()) {
            Code code = codes.get(key);
            dealt.merge(key, 1, Integer::sum);
            uses.add(new CodeUse(code, registration.signupId()));
            profile = profile.inheriting(code.role(), code.tags());
        }
        return registration.with(profile);
    }

    /** What was dealt, in its order. */
    public List<CodeUse> uses() {
        return List.copyOf(uses);
    }
}
