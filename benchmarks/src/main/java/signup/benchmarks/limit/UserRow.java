package signup.benchmarks.limit;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user of the first dialect without password, as the worker would bind it. */
record UserRow(String username, String email, String extId, UUID signupId, UUID sub, long offset) {

    private static final UUID NAMESPACE = new UUID(1, 2);

    static UserRow of(String username, String email, String extId, UUID signupId, long offset) {
        UUID sub = UuidCreator.getNameBasedSha1(NAMESPACE, signupId.toString());
        return new UserRow(username, email, extId, signupId, sub, offset);
    }

    /** What stands in that column of the worker's; null for nothing. */
    @Nullable
    Object column(String column, OffsetDateTime now) {
        return switch (column) {
            case "sub" -> sub;
            case "signup_id" -> signupId;
            case "dialect" -> "SELFCOMMUNITY_SSO";
            case "username", "username_key" -> username;
            case "email", "email_key" -> email;
            case "ext_id", "ext_id_key" -> extId;
            case "locale" -> "en";
            case "status", "status_at_creation" -> "active";
            case "mail_purpose", "credential" -> column.equals("credential") ? "none" : "NONE";
            case "outcome" -> "created";
            case "client", "body_mac_key" -> "bench";
            case "body_mac" -> "00".repeat(32);
            case "source_topic" -> "signup.requested";
            case "source_partition" -> 0;
            case "source_offset" -> offset;
            case "accepted_at", "decided_at", "created_at" -> now;
            case "real_name",
                    "first_name",
                    "last_name",
                    "role",
                    "tags",
                    "attributes",
                    "avatar_url",
                    "next_url",
                    "violations",
                    "invite_code",
                    "promo_code" -> null;
            default ->
                throw new IllegalStateException(
                        "The worker writes a column that the benchmark does not know: " + column);
        };
    }
}
