package signup.registration.postgres;

import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.registration.model.User;
import signup.registration.replay.StoredUsers;

/** Users in the order of their primary key: each page is a short statement, however many there are. */
public final class PostgresStoredUsers implements StoredUsers {

    private static final String PAGE = """
            select %s from registration.users u where $1::uuid is null or u.sub > $1 order by u.sub limit $2
            """.formatted(UserRows.COLUMNS);

    private final PostgresTransactions transactions;

    public PostgresStoredUsers(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Mono<List<User>> page(@Nullable UUID after, int size) {
        return transactions.inOne(connection -> {
            Statement statement = connection.createStatement(PAGE).bind(1, size);
            return Statements.rows(
                            after == null ? statement.bindNull(0, UUID.class) : statement.bind(0, after),
                            UserRows::user)
                    .collectList();
        });
    }
}
