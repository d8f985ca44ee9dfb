package signup.registration.postgres;

import io.r2dbc.spi.R2dbcException;
import java.util.Set;
import signup.registration.application.ContentionException;
import signup.registration.application.SchemaMissingException;
import signup.registration.application.UnstorableException;

/**
 * What the database's errors mean, by SQLSTATE: a value that it refuses (classes 22 and 23, and 54, an index row too
 * long), another transaction in the way (deadlock, serialization, lock not available), or a fault of the infrastructure.
 * Messages about values are not passed on: they quote them.
 */
final class PostgresFailures {

    private static final Set<String> CONTENTION = Set.of("40P01", "40001", "55P03");
    private static final Set<String> VALUES = Set.of("22", "23", "54");

    /** No such table, schema or column. */
    private static final Set<String> MISSING = Set.of("42P01", "3F000", "42703");

    private PostgresFailures() {}

    static Throwable translate(Throwable failure) {
        if (failure instanceof R2dbcException refusal && refusal.getSqlState() != null) {
            String state = refusal.getSqlState();
            if (CONTENTION.contains(state)) {
                return new ContentionException("Another transaction was in the way: SQLSTATE " + state);
            }
            if (MISSING.contains(state)) {
                return new SchemaMissingException(state);
            }
            if (state.length() == 5 && VALUES.contains(state.substring(0, 2))) {
                return new UnstorableException(state);
            }
        }
        return failure;
    }
}
