package signup.notification.postgres;

import io.r2dbc.spi.Readable;
import java.lang.reflect.Array;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import signup.notification.application.Dispatches;
import signup.notification.application.UnpublishedOutcomes;
import signup.notification.model.Dispatch;
import signup.notification.model.Outcome;
import signup.notification.model.OwedMail;
import signup.notification.model.Purpose;
import signup.notification.model.Recipient;
import signup.notification.model.State;
import signup.notification.model.Verdict;

/** The ledger in PostgreSQL. All times are the database's, so instances need not agree on a clock. */
final class PostgresDispatches implements Dispatches, UnpublishedOutcomes {

    private static final String ADD = """
            insert into notification.dispatches
                   (dispatch_id, cause_id, purpose, sub, email, domain, name, dialect, locale, traceparent, requested_at)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[],
                   $8::text[], $9::text[], $10::text[], $11::timestamptz[])
            on conflict do nothing
            """;

    /** What a request for a mail does not tell of a user is taken from the mail that the user's creation owed. */
    private static final String CLAIM = """
            with due as (
                select dispatch_id, domain, due_at, sub, dialect
                from notification.dispatches
                where state = 'pending' and due_at <= now() and domain <> all($1::text[])
                order by due_at
                limit $2
                for update skip locked),
            placed as (
                select due.*, row_number() over (partition by domain order by due_at) as place from due)
            update notification.dispatches d
            set due_at = now() + make_interval(secs => $3), attempts = attempts + 1, claim = gen_random_uuid(),
                updated_at = now()
            from placed
                 left join unnest($4::text[], $5::int[]) as limited (domain, free) on limited.domain = placed.domain
                 left join lateral (
                     select k.email, k.name, k.dialect from notification.dispatches k
                     where placed.dialect is null and k.sub = placed.sub and k.dialect is not null
                     order by k.requested_at desc limit 1) known on true
            where d.dispatch_id = placed.dispatch_id and placed.place <= coalesce(limited.free, $6)
            returning d.dispatch_id, d.claim, d.purpose, d.sub, coalesce(d.email, known.email) as email,
                      coalesce(d.name, known.name) as name, coalesce(d.dialect, known.dialect) as dialect, d.locale,
                      d.attempts, extract(epoch from now() - d.requested_at)::float8 as age
            """;

    private static final String RENEW = """
            update notification.dispatches d
            set due_at = now() + make_interval(secs => $3)
            from unnest($1::uuid[], $2::uuid[]) as held (dispatch_id, claim)
            where d.dispatch_id = held.dispatch_id and d.claim = held.claim and d.state = 'pending'
            """;

    private static final String SETTLE = """
            update notification.dispatches
            set state = $3, reason = $4, due_at = now() + make_interval(secs => $5), attempts = attempts - $6,
                claim = null, updated_at = now()
            where dispatch_id = $1 and state = 'pending' and (claim = $2 or $3 = 'handed_over')
            """;

    private static final String BACKLOG = """
            select count(*) as depth, coalesce(extract(epoch from now() - min(requested_at)), 0)::float8 as oldest
            from notification.dispatches
            where state = 'pending'
            """;

    private static final String CLAIM_OUTCOMES = """
            with due as (
                select dispatch_id from notification.dispatches
                where state <> 'pending' and due_at <= now()
                order by due_at
                limit $1
                for update skip locked)
            update notification.dispatches d
            set due_at = now() + make_interval(secs => $2)
            from due
            where d.dispatch_id = due.dispatch_id
            returning d.dispatch_id, d.sub, d.purpose, d.state, d.attempts, d.reason, d.updated_at, d.traceparent
            """;

    private static final String PUBLISHED = """
            update notification.dispatches set due_at = null
            where dispatch_id = any($1::uuid[]) and state <> 'pending'
            """;

    private final DatabaseClient database;
    private final Duration timeout;

    PostgresDispatches(DatabaseClient database, Duration timeout) {
        this.database = database;
        this.timeout = timeout;
    }

    @Override
    public int add(Collection<OwedMail> mails) {
        Columns<OwedMail> rows = new Columns<>(mails);
        return await(database.sql(ADD)
                        .bind("$1", rows.of(UUID.class, OwedMail::dispatchId))
                        .bind("$2", rows.of(UUID.class, OwedMail::causeId))
                        .bind("$3", rows.of(String.class, mail -> mail.purpose().term()))
                        .bind("$4", rows.of(UUID.class, mail -> mail.recipient().sub()))
                        .bind(
                                "$5",
                                rows.of(String.class, mail -> mail.recipient().email()))
                        .bind(
                                "$6",
                                rows.of(String.class, mail -> mail.recipient().domain()))
                        .bind(
                                "$7",
                                rows.of(String.class, mail -> mail.recipient().name()))
                        .bind(
                                "$8",
                                rows.of(String.class, mail -> mail.recipient().dialect()))
                        .bind("$9", rows.of(String.class, OwedMail::locale))
                        .bind("$10", rows.of(String.class, OwedMail::traceparent))
                        .bind("$11", rows.of(Instant.class, OwedMail::requestedAt))
                        .fetch()
                        .rowsUpdated())
                .intValue();
    }

    @Override
    public List<Dispatch> claim(int limit, int perDomain, Map<String, Integer> free, Duration lease) {
        String[] full = free.entrySet().stream()
                .filter(domain -> domain.getValue() <= 0)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        Columns<Map.Entry<String, Integer>> limited = new Columns<>(free.entrySet());
        return await(database.sql(CLAIM)
                .bind("$1", full)
                .bind("$2", limit)
                .bind("$3", seconds(lease))
                .bind("$4", limited.of(String.class, Map.Entry::getKey))
                .bind("$5", limited.of(Integer.class, Map.Entry::getValue))
                .bind("$6", perDomain)
                .map(PostgresDispatches::dispatch)
                .all()
                .collectList());
    }

    @Override
    public void renew(Collection<Dispatch> claimed, Duration lease) {
        Columns<Dispatch> rows = new Columns<>(claimed);
        await(database.sql(RENEW)
                .bind("$1", rows.of(UUID.class, Dispatch::dispatchId))
                .bind("$2", rows.of(UUID.class, Dispatch::claim))
                .bind("$3", seconds(lease))
                .fetch()
                .rowsUpdated());
    }

    @Override
    public boolean settle(Dispatch dispatch, Verdict verdict) {
        State state = verdict instanceof Verdict.Final last ? last.state() : State.PENDING;
        Duration delay = verdict instanceof Verdict.Retry retry ? retry.delay() : Duration.ZERO;
        boolean uncounted = verdict instanceof Verdict.Retry retry && !retry.counts();
        DatabaseClient.GenericExecuteSpec settle = database.sql(SETTLE)
                .bind("$1", dispatch.dispatchId())
                .bind("$2", dispatch.claim())
                .bind("$3", state.term())
                .bind("$5", seconds(delay))
                .bind("$6", uncounted ? 1 : 0);
        String reason = verdict.reason();
        settle = reason == null ? settle.bindNull("$4", String.class) : settle.bind("$4", reason);
        return await(settle.fetch().rowsUpdated()) == 1;
    }

    @Override
    public Backlog backlog() {
        return await(database.sql(BACKLOG)
                .map(row -> new Backlog(get(row, "depth", Long.class), duration(get(row, "oldest", Double.class))))
                .one());
    }

    @Override
    public List<Outcome> claim(int limit, Duration lease) {
        return await(database.sql(CLAIM_OUTCOMES)
                .bind("$1", limit)
                .bind("$2", seconds(lease))
                .map(PostgresDispatches::outcome)
                .all()
                .collectList());
    }

    @Override
    public void published(Collection<Outcome> outcomes) {
        await(database.sql(PUBLISHED)
                .bind("$1", new Columns<>(outcomes).of(UUID.class, Outcome::dispatchId))
                .fetch()
                .rowsUpdated());
    }

    private static Dispatch dispatch(Readable row) {
        return new Dispatch(
                get(row, "dispatch_id", UUID.class),
                get(row, "claim", UUID.class),
                Purpose.of(get(row, "purpose", String.class)),
                new Recipient(
                        row.get("sub", UUID.class),
                        row.get("email", String.class),
                        row.get("name", String.class),
                        row.get("dialect", String.class)),
                get(row, "locale", String.class),
                get(row, "attempts", Integer.class),
                duration(get(row, "age", Double.class)));
    }

    private static Outcome outcome(Readable row) {
        return new Outcome(
                get(row, "dispatch_id", UUID.class),
                row.get("sub", UUID.class),
                Purpose.of(get(row, "purpose", String.class)),
                State.of(get(row, "state", String.class)),
                get(row, "attempts", Integer.class),
                row.get("reason", String.class),
                get(row, "updated_at", Instant.class),
                row.get("traceparent", String.class));
    }

    private static <T> T get(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }

    private <T> T await(Mono<T> result) {
        return Objects.requireNonNull(result.block(timeout));
    }

    /** Rows as the arrays that {@code unnest} takes. */
    private record Columns<R>(Collection<R> rows) {
        <T> @Nullable T[] of(Class<T> type, Function<R, @Nullable T> column) {
            @SuppressWarnings("unchecked")
            T[] array = (T[]) Array.newInstance(type, 0);
            return rows.stream().map(column).toArray(length -> Arrays.copyOf(array, length));
        }
    }
}
