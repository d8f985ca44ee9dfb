package signup.acceptance.faults.evidence;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import signup.acceptance.faults.load.Attempt;

/**
 * What each side knows when all is quiet, from sources that do not know of one another.
 *
 * @param attempts what the clients remember
 * @param requested {@code signup.requested}, poison left out
 * @param poison what lies in {@code signup.requested} and is no event
 * @param unopenable signups whose password nobody can open
 * @param decisions the table
 * @param users the table
 * @param created {@code user.created}, committed
 * @param rejected {@code signup.rejected}, committed
 * @param letters every dead-letter topic, committed
 * @param mails the mailbox
 * @param activations what became of the links in them
 */
public record Evidence(
        List<Attempt> attempts,
        List<Requested> requested,
        List<Source> poison,
        Set<UUID> unopenable,
        List<Decision> decisions,
        List<User> users,
        List<Created> created,
        List<Rejected> rejected,
        List<Letter> letters,
        List<Mail> mails,
        Activations activations) {

    /** A record's place. */
    public record Source(String topic, int partition, long offset) {}

    /** A request; {@code username} as compared, {@code unstorable} for one that the database is told to refuse. */
    public record Requested(
            Source source, UUID signupId, @Nullable String username, boolean withPassword, boolean unstorable) {}

    /** A decision, and the request that took it; {@code violations} as {@code field:REASON}. */
    public record Decision(
            UUID signupId, boolean created, @Nullable UUID sub, Set<String> violations, Source source) {}

    /** A user; the keys as compared. */
    public record User(
            UUID sub,
            UUID signupId,
            long id,
            @Nullable String username,
            @Nullable String email,
            @Nullable String extId,
            String credential,
            boolean hashed,
            boolean owedMail) {}

    /** A {@code UserCreated} and its {@code ce_id}. */
    public record Created(
            UUID signupId, UUID sub, long id, @Nullable String username, String eventId) {}

    /** A {@code SignupRejected} and its {@code ce_id}. */
    public record Rejected(UUID signupId, String eventId) {}

    /** A dead letter: why, where from, and for signups whose password cannot be opened, the user. */
    public record Letter(
            String cause, Source source, @Nullable UUID sub) {}

    /** A mail. */
    public record Mail(String recipient, String messageId) {}
}
