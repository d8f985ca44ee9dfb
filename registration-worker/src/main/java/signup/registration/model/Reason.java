package signup.registration.model;

/** Why a signup was refused. */
public enum Reason {
    UNKNOWN,
    /** Another user has it. */
    TAKEN,
    CODE_UNKNOWN,
    CODE_EXPIRED,
    CODE_SPENT,
    /** The challenge's answer was wrong. */
    CHALLENGE_FAILED,
    /** The challenge was presented before, by another signup. */
    CHALLENGE_REUSED,
    /** It has no sense, though it was well-formed. */
    INVALID,
    /** The database refuses to keep it; a copy lies in the dead-letter topic. */
    INTERNAL
}
