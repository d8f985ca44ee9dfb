package signup.ingress.proof;

/** What became of a proof of work. */
public sealed interface ProofVerdict {

    /** It is right; the registration worker sees to it that the id is used once. */
    record Passed(String id) implements ProofVerdict {}

    /** It proves nothing, or answers no challenge of ours. */
    record Wrong() implements ProofVerdict {}

    /** It is right, and the challenge's lifetime is over. */
    record Expired(String id) implements ProofVerdict {}

    /** It came here before, with another signup. */
    record Used() implements ProofVerdict {}
}
