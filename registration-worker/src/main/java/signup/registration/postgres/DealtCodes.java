package signup.registration.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import reactor.core.publisher.Mono;
import signup.registration.application.ContentionException;
import signup.registration.model.Code;
import signup.registration.model.CodeKey;
import signup.registration.model.CodeKind;
import signup.registration.model.CodeUse;

/** Holding codes and recording their uses, within a transaction. */
record DealtCodes(Connection connection) {

    /**
     * Each part is locked in the order of its keys, and the parts one after the other, so that no two transactions wait for
     * each other. What is of unlimited use is not locked: a campaign's code would queue all workers up.
     */
    private static final String CODES = """
            select 'INVITE' as kind, id, code_key, null::timestamptz as valid_from, expires_at, uses - used as remaining,
                   email_key, role, tags::text as tags
            from (select * from registration.invite_codes where code_key = any ($1) order by code_key %1$s) invites
            union all
            select 'PROMO', id, code_key, valid_from, expires_at, uses - used, null, null, null
            from (select * from registration.promo_codes
                  where code_key = any ($2) and uses is not null order by code_key %1$s) limited
            union all
            select 'PROMO', id, code_key, valid_from, expires_at, null, null, null, null
            from registration.promo_codes where code_key = any ($2) and uses is null
            """;

    private static final String HOLD = CODES.formatted("for no key update");
    private static final String READ = CODES.formatted("");

    private static final String USE = """
            with given as materialized (
                     select * from unnest($1::uuid[], $2::text[], $3::bigint[]) as given (signup_id, kind, code_id)),
                 counted as (select kind, code_id, count(*)::int as uses from given group by kind, code_id),
                 invites as (update registration.invite_codes c set used = c.used + counted.uses
                             from counted where counted.kind = 'invite' and c.id = counted.code_id),
                 promos as (update registration.promo_codes c set used = c.used + counted.uses
                            from counted where counted.kind = 'promo' and c.id = counted.code_id and c.uses is not null)
            insert into registration.code_uses (signup_id, kind, code_id, used_at)
            select signup_id, kind, code_id, $4 from given
            on conflict do nothing
            """;

    Mono<List<Code>> hold(Collection<CodeKey> keys) {
        return codes(HOLD, keys);
    }

    Mono<List<Code>> read(Collection<CodeKey> keys) {
        return codes(READ, keys);
    }

    private Mono<List<Code>> codes(String sql, Collection<CodeKey> keys) {
        if (keys.isEmpty()) {
            return Mono.just(List.of());
        }
        Statement statement = connection
                .createStatement(sql)
                .bind(0, texts(keys, CodeKind.INVITE))
                .bind(1, texts(keys, CodeKind.PROMO));
        return Statements.rows(statement, DealtCodes::code).collectList();
    }

    Mono<Void> use(List<CodeUse> uses, Instant at) {
        if (uses.isEmpty()) {
            return Mono.empty();
        }
        return Statements.count(Rows.bind(uses, connection.createStatement(USE))
                        .uuid(CodeUse::signupId)
                        .text(use -> use.code().key().kind().name().toLowerCase(Locale.ROOT))
                        .number(use -> use.code().id())
                        .all(at))
                .flatMap(recorded -> recorded == uses.size()
                        ? Mono.empty()
                        : Mono.error(new ContentionException("A signup of this batch has used a code meanwhile")));
    }

    private static String[] texts(Collection<CodeKey> keys, CodeKind kind) {
        return keys.stream()
                .filter(key -> key.kind() == kind)
                .map(CodeKey::text)
                .toArray(String[]::new);
    }

    private static Code code(Readable row) {
        return new Code(
                UserRows.value(row, "id", Long.class),
                new CodeKey(
                        CodeKind.valueOf(UserRows.value(row, "kind", String.class)),
                        UserRows.value(row, "code_key", String.class)),
                row.get("valid_from", Instant.class),
                row.get("expires_at", Instant.class),
                row.get("remaining", Integer.class),
                row.get("email_key", String.class),
                row.get("role", String.class),
                Json.tags(row.get("tags", String.class)));
    }
}
