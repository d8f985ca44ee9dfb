package signup.registration.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Work in one database transaction, within a time limit. A connection on which the server has answered, with success or
 * refusal, goes back to the pool; one that timed out or broke is closed, so that nobody inherits it, and its transaction
 * ends with it.
 */
public final class PostgresTransactions {

    private static final Duration CLEAN_UP = Duration.ofSeconds(1);

    private final ConnectionFactory connections;
    private final Duration limit;

    /** @param limit how long a transaction may take, from asking for a connection to the commit */
    public PostgresTransactions(ConnectionFactory connections, Duration limit) {
        this.connections = connections;
        this.limit = limit;
    }

    /** Fails with what {@link PostgresFailures} makes of the database's errors. */
    public <T> Mono<T> inOne(Function<Connection, Mono<T>> work) {
        return Mono.usingWhen(
                        Mono.from(connections.create()).timeout(limit),
                        connection -> Mono.from(connection.beginTransaction())
                                .then(Mono.defer(() -> work.apply(connection)))
                                .flatMap(result -> Mono.from(connection.commitTransaction())
                                        .thenReturn(result))
                                .timeout(limit),
                        PostgresTransactions::release,
                        (connection, error) -> error instanceof R2dbcException refusal && refusal.getSqlState() != null
                                ? rollBack(connection)
                                : discard(connection),
                        PostgresTransactions::discard)
                .onErrorMap(PostgresFailures::translate);
    }

    private static Publisher<Void> release(Connection connection) {
        return connection.close();
    }

    private static Publisher<Void> rollBack(Connection connection) {
        return Mono.from(connection.rollbackTransaction())
                .timeout(CLEAN_UP)
                .then(Mono.from(connection.close()))
                .onErrorResume(e -> discard(connection));
    }

    /** Closes the connection under the pool's, which then notices and drops it. */
    private static Mono<Void> discard(Connection connection) {
        Mono<Void> closed = connection instanceof Wrapped<?> pooled && pooled.unwrap() instanceof Connection wire
                ? Mono.from(wire.close()).timeout(CLEAN_UP).onErrorComplete()
                : Mono.empty();
        return closed.then(Mono.from(connection.close()).timeout(CLEAN_UP).onErrorComplete());
    }
}
