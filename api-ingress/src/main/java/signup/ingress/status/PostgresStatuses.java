package signup.ingress.status;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.ingress.json.Json;
import tools.jackson.databind.JsonNode;

/** Reads the views that the workers' schemas hold out to the ingress. */
final class PostgresStatuses implements SignupStatuses {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String FIND = """
            select s.*, m.state as mail_state
            from registration.signup_status s
                 left join lateral (
                     select state
                     from notification.mail_status
                     where sub = s.sub and upper(replace(purpose, '-', '_')) = s.mail_purpose
                     order by requested_at desc
                     limit 1) m on true
            where s.signup_id = $1
            """;

    private final DatabaseClient database;

    PostgresStatuses(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<SignupStatus> find(UUID signupId) {
        return database.sql(FIND)
                .bind(0, signupId)
                .map(PostgresStatuses::status)
                .one()
                .timeout(PATIENCE);
    }

    private static SignupStatus status(Readable row) {
        UUID signupId = required(row, "signup_id", UUID.class);
        Dialect dialect = Dialect.valueOf(required(row, "dialect", String.class));
        String client = required(row, "client", String.class);
        OffsetDateTime decidedAt = required(row, "decided_at", OffsetDateTime.class);
        if (row.get("sub") == null) {
            return new SignupStatus.Rejected(
                    signupId, dialect, client, decidedAt.toInstant(), violations(text(row, "violations")));
        }
        UserCreated user = user(row, signupId, dialect);
        return new SignupStatus.Created(
                signupId,
                dialect,
                client,
                decidedAt.toInstant(),
                user,
                required(row, "credential", String.class),
                mailState(user.getMail(), text(row, "mail_state")),
                required(row, "avatar", String.class),
                activatedAt(row.get("email_verified_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant activatedAt(@Nullable OffsetDateTime verified) {
        return verified == null ? null : verified.toInstant();
    }

    private static String mailState(Mail owed, @Nullable String state) {
        if (owed.getPurpose() == MailPurpose.NONE) {
            return "none";
        }
        return state == null ? "pending" : state;
    }

    private static UserCreated user(Readable row, UUID signupId, Dialect dialect) {
        return new UserCreated(
                signupId,
                required(row, "created_at", OffsetDateTime.class).toInstant(),
                signupId,
                required(row, "sub", UUID.class),
                required(row, "id", Long.class),
                dialect,
                text(row, "username"),
                text(row, "email"),
                text(row, "ext_id"),
                text(row, "real_name"),
                text(row, "first_name"),
                text(row, "last_name"),
                text(row, "role"),
                tags(required(row, "tags", String.class)),
                attributes(required(row, "attributes", String.class)),
                required(row, "locale", String.class),
                UserStatus.valueOf(
                        required(row, "status_at_creation", String.class).toUpperCase(Locale.ROOT)),
                text(row, "avatar_url"),
                new Mail(MailPurpose.valueOf(required(row, "mail_purpose", String.class)), text(row, "next_url")));
    }

    private static List<Violation> violations(@Nullable String json) {
        List<Violation> violations = new ArrayList<>();
        for (JsonNode one : Json.read(json == null ? "[]" : json)) {
            JsonNode field = one.get("field");
            violations.add(new Violation(
                    field == null || field.isNull() ? null : field.stringValue(),
                    ViolationReason.valueOf(one.get("reason").stringValue())));
        }
        return violations;
    }

    private static List<Long> tags(String json) {
        List<Long> tags = new ArrayList<>();
        Json.read(json).forEach(tag -> tags.add(tag.asLong()));
        return tags;
    }

    private static Map<String, String> attributes(String json) {
        Map<String, String> attributes = new HashMap<>();
        Json.read(json).forEachEntry((name, value) -> attributes.put(name, value.stringValue()));
        return attributes;
    }

    private static @Nullable String text(Readable row, String column) {
        return row.get(column, String.class);
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException("The view has no " + column);
        }
        return value;
    }
}
