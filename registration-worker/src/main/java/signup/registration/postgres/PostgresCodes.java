package signup.registration.postgres;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.registration.codes.Codes;
import signup.registration.codes.IssuedCode;
import signup.registration.codes.Terms;
import signup.registration.model.CodeKey;
import signup.registration.model.CodeKind;
import signup.schemas.IdentityKey;

/** The codes in {@code registration.invite_codes} and {@code registration.promo_codes}. */
public final class PostgresCodes implements Codes {

    private static final String INVITES = """
            id, code, uses, null::timestamptz as valid_from, expires_at, email, role, tags::text as tags,
            used::bigint as used, created_at, created_by
            """;

    /** Uses without end are not counted in the row. */
    private static final String PROMOS = """
            id, code, uses, valid_from, expires_at, null::text as email, null::text as role, null::text as tags,
            case when uses is not null then used::bigint
                 else (select count(*) from registration.code_uses u where u.kind = 'promo' and u.code_id = c.id)
            end as used, created_at, created_by
            """;

    private static final String ISSUE_INVITES = """
            insert into registration.invite_codes as c (
                code, code_key, uses, expires_at, email, email_key, role, tags, created_by, created_at)
            select code, code_key, $3, $4, $5, $6, $7, $8::jsonb, $9, $10
            from unnest($1::text[], $2::text[]) with ordinality as given (code, code_key, position)
            order by position
            on conflict do nothing
            returning %s
            """.formatted(INVITES);

    private static final String ISSUE_PROMOS = """
            insert into registration.promo_codes as c (
                code, code_key, uses, valid_from, expires_at, created_by, created_at)
            select code, code_key, $3, $4, $5, $6, $7
            from unnest($1::text[], $2::text[]) with ordinality as given (code, code_key, position)
            order by position
            on conflict do nothing
            returning %s
            """.formatted(PROMOS);

    private static final String LIST = """
            select %s from registration.%s c where c.id < $1 order by c.id desc limit $2
            """;

    private static final String REVOKE = """
            delete from registration.%s where code_key = $1
            """;

    private final PostgresTransactions transactions;

    public PostgresCodes(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<IssuedCode>> issue(CodeKind kind, List<String> names, Terms terms, String by, Instant at) {
        String[] codes = names.toArray(String[]::new);
        String[] keys = names.stream().map(IdentityKey::of).toArray(String[]::new);
        return transactions
                .inOne(connection -> {
                    Statement statement = connection
                            .createStatement(kind == CodeKind.INVITE ? ISSUE_INVITES : ISSUE_PROMOS)
                            .bind(0, codes)
                            .bind(1, keys);
                    bind(statement, 2, terms.uses(), Integer.class);
                    if (kind == CodeKind.INVITE) {
                        bind(statement, 3, terms.expiresAt(), Instant.class);
                        bind(statement, 4, terms.email(), String.class);
                        bind(statement, 5, IdentityKey.of(terms.email()), String.class);
                        bind(statement, 6, terms.role(), String.class);
                        bind(statement, 7, Json.tags(terms.tags()), String.class);
                        statement.bind(8, by).bind(9, at);
                    } else {
                        bind(statement, 3, terms.validFrom(), Instant.class);
                        bind(statement, 4, terms.expiresAt(), Instant.class);
                        statement.bind(5, by).bind(6, at);
                    }
                    return Statements.rows(statement, PostgresCodes::issued)
                            .collectSortedList(Comparator.comparing(IssuedCode::id))
                            .flatMap(issued -> issued.size() == names.size()
                                    ? Mono.just(issued)
                                    : Mono.error(new NameTakenException()));
                })
                .onErrorResume(NameTakenException.class, taken -> Mono.empty());
    }

    @Override
    public Mono<List<IssuedCode>> list(CodeKind kind, @Nullable Long before, int limit) {
        String sql = LIST.formatted(kind == CodeKind.INVITE ? INVITES : PROMOS, tableOf(kind));
        return transactions.inOne(connection -> Statements.rows(
                        connection
                                .createStatement(sql)
                                .bind(0, before == null ? Long.MAX_VALUE : before)
                                .bind(1, limit),
                        PostgresCodes::issued)
                .collectList());
    }

    @Override
    public Mono<Boolean> revoke(CodeKey key) {
        return transactions
                .inOne(connection -> Statements.count(connection
                        .createStatement(REVOKE.formatted(tableOf(key.kind())))
                        .bind(0, key.text())))
                .map(deleted -> deleted > 0);
    }

    private static <T> void bind(Statement statement, int index, @Nullable T value, Class<T> type) {
        if (value == null) {
            statement.bindNull(index, type);
        } else {
            statement.bind(index, value);
        }
    }

    private static String tableOf(CodeKind kind) {
        return kind == CodeKind.INVITE ? "invite_codes" : "promo_codes";
    }

    private static IssuedCode issued(Readable row) {
        return new IssuedCode(
                UserRows.value(row, "id", Long.class),
                UserRows.value(row, "code", String.class),
                new Terms(
                        row.get("uses", Integer.class),
                        row.get("valid_from", Instant.class),
                        row.get("expires_at", Instant.class),
                        row.get("email", String.class),
                        row.get("role", String.class),
                        Json.tags(row.get("tags", String.class))),
                UserRows.value(row, "used", Long.class),
                UserRows.value(row, "created_at", Instant.class),
                UserRows.value(row, "created_by", String.class));
    }

    /** Rolls back what was issued beside it. */
    private static final class NameTakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private NameTakenException() {
            super("There is such a code", null, false, false);
        }
    }
}
