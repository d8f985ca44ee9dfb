package signup.ingress.status;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import signup.ingress.acceptance.Decisions;

/** Reads the view that the registration worker's schema holds out to the ingress. */
final class PostgresDecisions implements Decisions {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String EXIST = """
            select exists (select from registration.signup_status where signup_id = $1) as decided
            """;

    private final DatabaseClient database;

    PostgresDecisions(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> exist(UUID signupId) {
        return database.sql(EXIST)
                .bind(0, signupId)
                .map(row -> Objects.requireNonNull(row.get("decided", Boolean.class)))
                .one()
                .timeout(PATIENCE);
    }
}
