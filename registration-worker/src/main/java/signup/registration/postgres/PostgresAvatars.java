package signup.registration.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import signup.registration.avatar.AvatarFailure;
import signup.registration.avatar.Avatars;
import signup.registration.avatar.WaitingAvatar;

/** The avatars in {@code registration.avatars}. */
public final class PostgresAvatars implements Avatars {

    /** Each origin has an index of its own. */
    private static final String CLAIM = """
            with due as (
                select sub from registration.avatars
                where state = 'pending' and source_url is %s and due_at <= now() and coalesce(host, '') <> all ($1)
                order by due_at
                limit 1
                for update skip locked)
            update registration.avatars a
            set attempts = attempts + 1, due_at = now() + make_interval(secs => $2), claim = gen_random_uuid()
            from due
            where a.sub = due.sub
            returning a.sub, a.claim, a.source, a.source_url, a.host, a.attempts
            """;

    private static final String CLAIM_INLINE = CLAIM.formatted("null");
    private static final String CLAIM_BY_URL = CLAIM.formatted("not null");

    private static final String READY = """
            update registration.avatars
            set state = 'ready', content = $3, etag = $4, source = null, reason = null, claim = null, settled_at = now()
            where sub = $1 and claim = $2
            """;

    private static final String RETRY = """
            update registration.avatars
            set due_at = now() + make_interval(secs => $3), reason = $4, claim = null
            where sub = $1 and claim = $2
            """;

    private static final String FAIL = """
            update registration.avatars
            set state = 'failed', reason = $3, source = null, claim = null, settled_at = now()
            where sub = $1 and claim = $2
            """;

    private static final String BACKLOG = """
            select count(*) as depth, coalesce(extract(epoch from now() - min(requested_at)), 0)::float8 as oldest
            from registration.avatars
            where state = 'pending'
            """;

    private final PostgresTransactions transactions;

    public PostgresAvatars(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<WaitingAvatar> claim(Origin origin, Collection<String> busyHosts, Duration lease) {
        return transactions
                .inOne(connection -> Statements.rows(
                                connection
                                        .createStatement(origin == Origin.INLINE ? CLAIM_INLINE : CLAIM_BY_URL)
                                        .bind(0, busyHosts.toArray(String[]::new))
                                        .bind(1, seconds(lease)),
                                PostgresAvatars::waiting)
                        .collectList())
                .flatMap(claimed -> Mono.justOrEmpty(claimed.stream().findFirst()));
    }

    @Override
    public Mono<Boolean> ready(WaitingAvatar avatar, byte[] png, String etag) {
        return settle(avatar, READY, statement -> statement.bind(2, png).bind(3, etag));
    }

    @Override
    public Mono<Boolean> retry(WaitingAvatar avatar, AvatarFailure reason, Duration delay) {
        return settle(
                avatar, RETRY, statement -> statement.bind(2, seconds(delay)).bind(3, reason.name()));
    }

    @Override
    public Mono<Boolean> fail(WaitingAvatar avatar, AvatarFailure reason) {
        return settle(avatar, FAIL, statement -> statement.bind(2, reason.name()));
    }

    private Mono<Boolean> settle(WaitingAvatar avatar, String sql, Function<Statement, Statement> values) {
        return transactions.inOne((Connection connection) -> Statements.count(values.apply(
                        connection.createStatement(sql).bind(0, avatar.sub()).bind(1, avatar.claim())))
                .map(settled -> settled == 1));
    }

    @Override
    public Mono<Backlog> backlog() {
        return transactions.inOne(connection -> Statements.rows(
                        connection.createStatement(BACKLOG),
                        row -> new Backlog(
                                UserRows.value(row, "depth", Long.class),
                                Duration.ofMillis(
                                        Math.max(0, Math.round(UserRows.value(row, "oldest", Double.class) * 1000)))))
                .next());
    }

    private static WaitingAvatar waiting(Readable row) {
        return new WaitingAvatar(
                UserRows.value(row, "sub", UUID.class),
                UserRows.value(row, "claim", UUID.class),
                row.get("source", byte[].class),
                row.get("source_url", String.class),
                row.get("host", String.class),
                UserRows.value(row, "attempts", Integer.class));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
