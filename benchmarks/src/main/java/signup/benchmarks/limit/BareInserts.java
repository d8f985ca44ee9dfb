package signup.benchmarks.limit;

import com.github.f4b6a3.uuid.UuidCreator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import signup.benchmarks.load.Identities;

/**
 * The limit of draining: the worker's statements for new users, in transactions of a batch, from a few connections, and
 * nothing else. No Kafka, no Avro, no Spring; JDBC.
 */
public final class BareInserts {

    /** Opens connections. */
    @FunctionalInterface
    public interface Source {
        Connection connect() throws SQLException;
    }

    private final Source source;
    private final Statement decisionsOf;
    private final Statement insertUsers;
    private final Statement record;
    private final int connections;
    private final int batch;
    private final Identities identities = new Identities(System.nanoTime());
    private final AtomicLong next = new AtomicLong();

    public BareInserts(Source source, WorkerStatements statements, int connections, int batch) {
        this.source = source;
        this.decisionsOf = statements.with("from registration.decisions d", "d.signup_id = any ($1)");
        this.insertUsers = statements.with("insert into registration.users");
        this.record = statements.with("insert into registration.decisions");
        this.connections = connections;
        this.batch = batch;
    }

    /** Inserts so many users, and tells how many it did a second. */
    public double perSecond(long users) {
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long until = next.get() + users;
            long start = System.nanoTime();
            List<Future<Long>> inserted = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                inserted.add(threads.submit(until(until)));
            }
            long sum = 0;
            for (Future<Long> one : inserted) {
                sum += one.get();
            }
            return sum / ((System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The bare inserts failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Long> until(long end) {
        return () -> {
            try (Connection connection = source.connect()) {
                connection.setAutoCommit(false);
                long inserted = 0;
                for (long from = next.getAndAdd(batch); from < end; from = next.getAndAdd(batch)) {
                    List<UserRow> rows = rows(from, (int) Math.min(batch, end - from));
                    insert(connection, rows);
                    inserted += rows.size();
                }
                return inserted;
            }
        };
    }

    private List<UserRow> rows(long from, int count) {
        List<UserRow> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = identities.name(from + i);
            rows.add(UserRow.of(
                    name, name + "@bench.example", "ext-" + name, UuidCreator.getTimeOrderedEpochPlusN(), from + i));
        }
        return rows;
    }

    private void insert(Connection connection, List<UserRow> rows) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(decisionsOf.sql())) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", rows.stream().map(UserRow::signupId).toArray()));
            expect(0, statement);
        }
        try (PreparedStatement statement = connection.prepareStatement(insertUsers.sql())) {
            insertUsers.bind(statement, rows, now);
            expect(rows.size(), statement);
        }
        try (PreparedStatement statement = connection.prepareStatement(record.sql())) {
            record.bind(statement, rows, now);
            if (statement.executeUpdate() != rows.size()) {
                throw new IllegalStateException("A decision was there before");
            }
        }
        connection.commit();
    }

    private static void expect(int rows, PreparedStatement statement) throws SQLException {
        int found = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                found++;
            }
        }
        if (found != rows) {
            throw new IllegalStateException("Expected " + rows + " rows, not " + found);
        }
    }
}
