package signup.ingress.status;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads the view that the notification worker's schema holds out to the ingress: its table has an index that begins with the sub. */
final class PostgresMailedUsers implements MailedUsers {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String EXISTS = """
            select exists (select from notification.mail_status where sub between $1 and $2) as known
            """;

    private final DatabaseClient database;

    PostgresMailedUsers(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> existsBetween(UUID first, UUID last) {
        return database.sql(EXISTS)
                .bind(0, first)
                .bind(1, last)
                .map(row -> Objects.requireNonNull(row.get("known", Boolean.class)))
                .one()
                .timeout(PATIENCE);
    }
}
