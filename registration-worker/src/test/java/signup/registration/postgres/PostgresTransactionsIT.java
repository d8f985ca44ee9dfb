package signup.registration.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;
import signup.registration.application.ContentionException;
import signup.registration.application.UnstorableException;

class PostgresTransactionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static ConnectionPool pool;
    private static PostgresTransactions transactions;

    @BeforeAll
    static void connect() {
        FixtureDatabase database = Fixture.database().fresh();
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(
                        ConnectionFactories.get(ConnectionFactoryOptions.parse(database.r2dbcUrl())
                                .mutate()
                                .option(ConnectionFactoryOptions.USER, database.username())
                                .build()))
                .initialSize(0)
                .maxSize(1)
                .build());
        transactions = new PostgresTransactions(pool, Duration.ofSeconds(5));
        run("create table kept (key text primary key)");
    }

    @AfterAll
    static void disconnect() {
        pool.dispose();
    }

    @Test
    void aConnectionThatTimedOutIsClosedAndNotPooled() {
        long before = backend();

        assertThatThrownBy(() -> run("select pg_sleep(60)")).hasCauseInstanceOf(TimeoutException.class);

        assertThat(backend()).isNotEqualTo(before);
    }

    @Test
    void aConnectionOnWhichTheServerRefusedIsPooled() {
        long before = backend();

        assertThatThrownBy(() -> run("insert into kept values ('twice'), ('twice')"))
                .isInstanceOf(UnstorableException.class);

        assertThat(backend()).isEqualTo(before);
    }

    @Test
    void aRefusalKeepsNothingOfItsTransactionAndQuotesNoValue() {
        assertThatThrownBy(() -> transactions
                        .inOne(connection -> execute(connection, "insert into kept values ('first')")
                                .then(execute(connection, "insert into kept values ('ada@example.org')"))
                                .then(execute(connection, "insert into kept values ('ada@example.org')")))
                        .block(PATIENCE))
                .isInstanceOf(UnstorableException.class)
                .hasMessageContaining("23505")
                .hasMessageNotContaining("ada")
                .hasNoCause();
        assertThat(number("select count(*) from kept where key in ('first', 'ada@example.org')"))
                .isZero();
    }

    @Test
    void workIsDoneAgainWhenAnotherTransactionWasInTheWay() {
        AtomicInteger tries = new AtomicInteger();

        transactions
                .inOne(connection -> execute(
                                connection, "insert into kept values ('try " + tries.incrementAndGet() + "')")
                        .then(Mono.defer(() -> tries.get() < 3
                                ? execute(connection, "do $$ begin raise sqlstate '40P01'; end $$")
                                : Mono.just(1L))))
                .block(PATIENCE);

        assertThat(tries).hasValue(3);
        assertThat(number("select count(*) from kept where key like 'try %'")).isOne();
    }

    @Test
    void whoStaysInTheWayIsTold() {
        assertThatThrownBy(() -> transactions
                        .inOne(connection -> Mono.<Long>error(new ContentionException("still there")))
                        .block(PATIENCE))
                .isInstanceOf(ContentionException.class);
    }

    private static void run(String sql) {
        transactions.inOne(connection -> execute(connection, sql)).block(PATIENCE);
    }

    private static Mono<Long> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.getRowsUpdated())
                .reduce(0L, Long::sum);
    }

    private static long backend() {
        return number("select pg_backend_pid()::bigint");
    }

    private static long number(String sql) {
        return transactions
                .inOne(connection -> Flux.from(connection.createStatement(sql).execute())
                        .flatMap(result -> result.map(row -> row.get(0, Long.class)))
                        .single())
                .block(PATIENCE);
    }
}
