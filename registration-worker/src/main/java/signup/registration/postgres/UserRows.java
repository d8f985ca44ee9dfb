package signup.registration.postgres;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import signup.registration.model.Dialect;
import signup.registration.model.OwedMail;
import signup.registration.model.Profile;
import signup.registration.model.Purpose;
import signup.registration.model.Status;
import signup.registration.model.User;

/** Reads a user's creation values. */
final class UserRows {

    /** The columns of {@code users u} that make a {@link User}. */
    static final String COLUMNS = """
            u.sub, u.id, u.signup_id as user_signup_id, u.dialect as user_dialect, u.username, u.email, u.ext_id,
            u.real_name, u.first_name, u.last_name, u.role, u.tags::text as tags, u.attributes::text as attributes,
            u.locale, u.status_at_creation, u.avatar_url, u.mail_purpose, u.next_url, u.created_at
            """;

    private UserRows() {}

    static User user(Readable row) {
        return new User(
                value(row, "sub", UUID.class),
                value(row, "id", Long.class),
                value(row, "user_signup_id", UUID.class),
                Stored.name(Dialect.class, value(row, "user_dialect", String.class), Dialect.UNKNOWN),
                new Profile(
                        row.get("username", String.class),
                        row.get("email", String.class),
                        row.get("ext_id", String.class),
                        row.get("real_name", String.class),
                        row.get("first_name", String.class),
                        row.get("last_name", String.class),
                        row.get("role", String.class),
                        Json.tags(row.get("tags", String.class)),
                        Json.attributes(row.get("attributes", String.class)),
                        value(row, "locale", String.class),
                        new OwedMail(
                                Stored.name(Purpose.class, value(row, "mail_purpose", String.class), Purpose.NONE),
                                row.get("next_url", String.class))),
                Status.valueOf(value(row, "status_at_creation", String.class).toUpperCase(Locale.ROOT)),
                row.get("avatar_url", String.class),
                value(row, "created_at", Instant.class));
    }

    /** A value that is never null. */
    static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }
}
