package signup.ingress.status;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads the view that the registration worker's schema holds out to the ingress, by the primary key of its table. */
final class PostgresKnownUsers implements KnownUsers {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String EXISTS = """
            select exists (select from registration.known_users where sub between $1 and $2) as known
            """;

    private final DatabaseClient database;

    PostgresKnownUsers(DatabaseClient database) {
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
