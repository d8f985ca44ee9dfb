package signup.registration.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import signup.registration.application.ContentionException;

/**
 * Work in one database transaction, within a time limit, and again when another transaction was in the way. A connection
 * that timed out is closed and not pooled: nobody inherits what still runs on it, and its transaction ends with it.
 */
public final class PostgresTransactions {

    private static final Duration CLEAN_UP = Duration.ofSeconds(1);
    private static final Retry WHEN_OTHERS_ARE_IN_THE_WAY = Retry.backoff(10, Duration.ofMillis(5))
            .maxBackoff(Duration.ofMillis(250))
            .jitter(0.8)
            .filter(ContentionException.class::isInstance)
            .onRetryExhaustedThrow((retry, signal) -> signal.failure());

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
                        (connection, error) ->
                                error instanceof TimeoutException ? discard(connection) : rollBack(connection),
                        PostgresTransactions::discard)
                .onErrorMap(PostgresFailures::translate)
                .retryWhen(WHEN_OTHERS_ARE_IN_THE_WAY);
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
