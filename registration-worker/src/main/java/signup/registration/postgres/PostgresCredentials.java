package signup.registration.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;
import signup.registration.credential.Credentials;

/** The password hashes in {@code registration.users}. */
public final class PostgresCredentials implements Credentials {

    private static final String CHOSEN_AT = """
            select sub, credential_at from registration.users where sub = any ($1)
            """;

    private static final String STORE = """
            update registration.users u
            set password_hash = given.hash, credential_at = given.chosen_at, credential = 'ready'
            from unnest($1::uuid[], $2::text[], $3::timestamptz[]) as given (sub, hash, chosen_at)
            where u.sub = given.sub and (u.credential_at is null or u.credential_at < given.chosen_at)
            """;

    private static final String FAIL = """
            update registration.users set credential = 'failed' where sub = any ($1) and credential <> 'ready'
            """;

    private final PostgresTransactions transactions;

    public PostgresCredentials(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<Map<UUID, Optional<Instant>>> chosenAt(Collection<UUID> subs) {
        return transactions.inOne(connection -> Statements.rows(
                        connection.createStatement(CHOSEN_AT).bind(0, subs.toArray(UUID[]::new)),
                        row -> Map.entry(
                                UserRows.value(row, "sub", UUID.class),
                                Optional.ofNullable(row.get("credential_at", Instant.class))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, HashMap::new));
    }

    @Override
    public Mono<Void> store(List<Hashed> credentials) {
        if (credentials.isEmpty()) {
            return Mono.empty();
        }
        return transactions
                .inOne(connection -> Statements.count(Rows.bind(credentials, connection.createStatement(STORE))
                        .uuid(Hashed::sub)
                        .text(Hashed::hash)
                        .time(Hashed::chosenAt)
                        .statement()))
                .then();
    }

    @Override
    public Mono<Void> fail(Collection<UUID> subs) {
        if (subs.isEmpty()) {
            return Mono.empty();
        }
        return transactions
                .inOne(connection ->
                        Statements.count(connection.createStatement(FAIL).bind(0, subs.toArray(UUID[]::new))))
                .then();
    }
}
