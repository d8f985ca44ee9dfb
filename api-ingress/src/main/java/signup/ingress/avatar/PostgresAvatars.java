package signup.ingress.avatar;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Reads the view that the registration worker's schema holds out to the ingress. */
final class PostgresAvatars implements Avatars {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String FIND = """
            select state, etag, case when not $3 and etag <> all ($2) then content end as content
            from registration.avatar_content
            where sub = $1
            """;

    private final DatabaseClient database;

    PostgresAvatars(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Avatar> find(UUID sub, EntityTags known) {
        return database.sql(FIND)
                .bind(0, sub)
                .bind(1, known.tags().toArray(String[]::new))
                .bind(2, known.any())
                .map(PostgresAvatars::avatar)
                .one()
                .defaultIfEmpty(new Avatar.None())
                .timeout(PATIENCE);
    }

    private static Avatar avatar(Readable row) {
        return switch (Objects.requireNonNull(row.get("state", String.class))) {
            case "ready" ->
                new Avatar.Ready(
                        Objects.requireNonNull(row.get("etag", String.class)), row.get("content", byte[].class));
            case "pending" -> new Avatar.Pending();
            default -> new Avatar.None();
        };
    }
}
