package signup.acceptance.faults.load;

import java.util.random.RandomGenerator;

/** What clients do, and how often: shares of a hundred. */
public enum Kind {
    /** A new user of the first dialect, without a password. */
    PLAIN(34),
    WITH_PASSWORD(12),
    /** A new user of the second dialect, who is owed a mail and has a password. */
    WITH_MAIL(14),
    /** The username of somebody before, often of somebody who is under way. */
    SAME_USERNAME(9),
    /** The address of somebody before, and another username, so mostly another partition. */
    SAME_EMAIL(9),
    /** Wrong in itself. */
    INVALID(4),
    /** What only the database refuses. */
    UNSTORABLE(2),
    /** With an idempotency key, and once more when it is answered. */
    AGAIN(6),
    /** With an idempotency key, twice at once. */
    TWICE_AT_ONCE(5),
    /** With an idempotency key, and then another body under it. */
    OTHER_BODY(5);

    private final int share;

    Kind(int share) {
        this.share = share;
    }

    /** Whether the client tries again until it knows. */
    boolean isKeyed() {
        return this == AGAIN || this == TWICE_AT_ONCE || this == OTHER_BODY;
    }

    static Kind any(RandomGenerator random) {
        int left = random.nextInt(100);
        for (Kind kind : values()) {
            left -= kind.share;
            if (left < 0) {
                return kind;
            }
        }
        throw new AssertionError("The shares are less than a hundred");
    }
}
