package signup.registration.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import signup.registration.activation.Activation;
import signup.registration.activation.Activations;
import signup.registration.activation.SpentLink;
import signup.registration.application.ContentionException;
import signup.registration.model.Coordinates;
import signup.registration.model.User;

/** Spent links and activated users in schema {@code registration}; one multi-row statement a step. */
public final class PostgresActivations implements Activations {

    private final PostgresTransactions transactions;

    public PostgresActivations(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> Mono<T> inOneTransaction(Function<Transaction, Mono<T>> work) {
        return transactions.inOne(connection -> work.apply(new PostgresTransaction(connection)));
    }

    private record PostgresTransaction(Connection connection) implements Transaction {

        private static final String SPENT_OF = """
                select link_id, activation_id, source_topic, source_partition, source_offset, spent_at
                from registration.spent_links where link_id = any ($1)
                """;

        private static final String USERS_OF = """
                select %s from registration.users u where u.sub = any ($1)
                """.formatted(UserRows.COLUMNS);

        private static final String LOCK_CONFIRMED_OF = """
                select sub, email_verified_at is not null as confirmed
                from registration.users where sub = any ($1) order by sub for no key update
                """;

        private static final String SPEND = """
                insert into registration.spent_links (
                    link_id, activation_id, sub, purpose, source_topic, source_partition, source_offset, spent_at)
                select link_id, activation_id, sub, purpose, source_topic, source_partition, source_offset, $8
                from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::bigint[])
                     as given (link_id, activation_id, sub, purpose, source_topic, source_partition, source_offset)
                on conflict do nothing
                """;

        private static final String ACTIVATE = """
                update registration.users u
                set status            = 'active',
                    email_verified_at = coalesce(u.email_verified_at, $3),
                    credential        = case
                                            when given.with_password and u.credential in ('none', 'failed') then 'pending'
                                            else u.credential
                                        end
                from (select sub, bool_or(with_password) as with_password
                      from unnest($1::uuid[], $2::boolean[]) as link (sub, with_password)
                      group by sub) as given
                where u.sub = given.sub
                """;

        @Override
        public Mono<Map<UUID, SpentLink>> spentOf(Collection<UUID> linkIds) {
            return Statements.rows(
                            connection.createStatement(SPENT_OF).bind(0, linkIds.toArray(UUID[]::new)),
                            PostgresTransaction::spentLink)
                    .collectMap(SpentLink::linkId);
        }

        @Override
        public Mono<Map<UUID, User>> usersOf(Collection<UUID> subs) {
            return Statements.rows(
                            connection.createStatement(USERS_OF).bind(0, subs.toArray(UUID[]::new)), UserRows::user)
                    .collectMap(User::sub);
        }

        @Override
        public Mono<Set<UUID>> lockConfirmedOf(Collection<UUID> subs) {
            return Statements.rows(
                            connection.createStatement(LOCK_CONFIRMED_OF).bind(0, subs.toArray(UUID[]::new)),
                            row -> Map.entry(
                                    UserRows.value(row, "sub", UUID.class),
                                    UserRows.value(row, "confirmed", Boolean.class)))
                    .filter(Map.Entry::getValue)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        @Override
        public Mono<Void> spend(List<Activation> activations, Instant at) {
            if (activations.isEmpty()) {
                return Mono.empty();
            }
            return Statements.count(Rows.bind(activations, connection.createStatement(SPEND))
                            .uuid(Activation::linkId)
                            .uuid(Activation::activationId)
                            .uuid(Activation::sub)
                            .text(activation -> activation.purpose().name())
                            .text(activation -> activation.coordinates().topic())
                            .integer(activation -> activation.coordinates().partition())
                            .number(activation -> activation.coordinates().offset())
                            .all(at))
                    .flatMap(spent -> spent == activations.size()
                            ? Mono.empty()
                            : Mono.error(new ContentionException(
                                    "Another worker has spent a link of this batch meanwhile")));
        }

        @Override
        public Mono<Void> activate(List<Activation> activations, Instant at) {
            if (activations.isEmpty()) {
                return Mono.empty();
            }
            return Statements.count(Rows.bind(activations, connection.createStatement(ACTIVATE))
                            .uuid(Activation::sub)
                            .flag(Activation::withPassword)
                            .all(at))
                    .then();
        }

        private static SpentLink spentLink(Readable row) {
            return new SpentLink(
                    UserRows.value(row, "link_id", UUID.class),
                    UserRows.value(row, "activation_id", UUID.class),
                    new Coordinates(
                            UserRows.value(row, "source_topic", String.class),
                            UserRows.value(row, "source_partition", Integer.class),
                            UserRows.value(row, "source_offset", Long.class)),
                    UserRows.value(row, "spent_at", Instant.class));
        }
    }
}
