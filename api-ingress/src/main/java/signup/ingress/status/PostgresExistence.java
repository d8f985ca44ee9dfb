package signup.ingress.status;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import signup.ingress.acceptance.Decisions;

/** Asks the views that the registration worker's schema holds out to the ingress who and what there is, by primary keys. */
final class PostgresExistence implements Decisions, KnownUsers {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String DECISION = """
            select exists (select from registration.signup_status where signup_id = $1) as there
            """;

    private static final String USER = """
            select exists (select from registration.known_users where sub between $1 and $2) as there
            """;

    private final DatabaseClient database;

    PostgresExistence(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> exist(UUID signupId) {
        return answer(database.sql(DECISION).bind(0, signupId));
    }

    @Override
    public Mono<Boolean> existsBetween(UUID first, UUID last) {
        return answer(database.sql(USER).bind(0, first).bind(1, last));
    }

    private static Mono<Boolean> answer(DatabaseClient.GenericExecuteSpec question) {
        return question.map(row -> Objects.requireNonNull(row.get("there", Boolean.class)))
                .one()
                .timeout(PATIENCE);
    }
}
