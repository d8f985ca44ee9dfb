package signup.ingress.status;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.BadSqlGrammarException;
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

    /** For an installation whose notification worker has not made its view yet. */
    private static final String FIND_WITHOUT_MAILS = """
            select s.*, null::text as mail_state from registration.signup_status s where s.signup_id = $1
            """;

    private final DatabaseClient database;

    PostgresStatuses(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<SignupStatus> find(UUID signupId) {
        return find(FIND, signupId)
                .onErrorResume(BadSqlGrammarException.class, noMails -> find(FIND_WITHOUT_MAILS, signupId))
                .timeout(PATIENCE);
    }

    private Mono<SignupStatus> find(String sql, UUID signupId) {
        return database.sql(sql).bind(0, signupId).map(PostgresStatuses::status).one();
    }

    private static SignupStatus status(Readable row) {
        UUID signupId = required(row, "signup_id", UUID.class);
        Dialect dialect = known(Dialect.class, required(row, "dialect", String.class), Dialect.UNKNOWN);
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
                known(
                        UserStatus.class,
                        required(row, "status_at_creation", String.class).toUpperCase(Locale.ROOT),
                        UserStatus.UNKNOWN),
                text(row, "avatar_url"),
                new Mail(
                        known(MailPurpose.class, required(row, "mail_purpose", String.class), MailPurpose.NONE),
                        text(row, "next_url")));
    }

    private static List<Violation> violations(@Nullable String json) {
        List<Violation> violations = new ArrayList<>();
        for (JsonNode one : Json.read(json == null ? "[]" : json)) {
            JsonNode field = one.get("field");
            violations.add(new Violation(
                    field == null || field.isNull() ? null : field.stringValue(),
                    known(ViolationReason.class, one.get("reason").stringValue(), ViolationReason.UNKNOWN)));
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

    /** The constant of that name; the fallback for what a newer worker has stored, as in a rolling upgrade. */
    private static <E extends Enum<E>> E known(Class<E> type, String name, E fallback) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElse(fallback);
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
