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
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
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
                    List<Row> rows = rows(from, (int) Math.min(batch, end - from));
                    insert(connection, rows);
                    inserted += rows.size();
                }
                return inserted;
            }
        };
    }

    private List<Row> rows(long from, int count) {
        List<Row> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(Row.of(identities.name(from + i), from + i));
        }
        return rows;
    }

    private void insert(Connection connection, List<Row> rows) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        try (PreparedStatement statement = connection.prepareStatement(decisionsOf.sql())) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "uuid", rows.stream().map(Row::signupId).toArray()));
            expect(0, statement);
        }
        try (PreparedStatement statement = connection.prepareStatement(insertUsers.sql())) {
            bind(statement, insertUsers, rows, now);
            expect(rows.size(), statement);
        }
        try (PreparedStatement statement = connection.prepareStatement(record.sql())) {
            bind(statement, record, rows, now);
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

    /** As the worker does: a column of nulls does not travel. */
    private static void bind(PreparedStatement statement, Statement of, List<Row> rows, OffsetDateTime now)
            throws SQLException {
        for (int i = 0; i < of.parameters().size(); i++) {
            Statement.Parameter parameter = of.parameters().get(i);
            if (parameter.elementType().isEmpty()) {
                statement.setObject(i + 1, now);
                continue;
            }
            boolean empty = rows.get(0).column(parameter.column(), now) == null;
            @Nullable Object[] values = new Object[empty ? 0 : rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = rows.get(row).column(parameter.column(), now);
            }
            statement.setArray(i + 1, statement.getConnection().createArrayOf(parameter.elementType(), values));
        }
    }

    /** A user of the first dialect without password, as the worker would bind it. */
    private record Row(String name, UUID signupId, UUID sub, long offset) {

        private static final UUID NAMESPACE = new UUID(1, 2);

        static Row of(String name, long offset) {
            UUID signupId = UuidCreator.getTimeOrderedEpochPlusN();
            return new Row(name, signupId, UuidCreator.getNameBasedSha1(NAMESPACE, signupId.toString()), offset);
        }

        @Nullable
        Object column(String column, OffsetDateTime now) {
            return switch (column) {
                case "sub" -> sub;
                case "signup_id" -> signupId;
                case "dialect" -> "SELFCOMMUNITY_SSO";
                case "username", "username_key" -> name;
                case "email", "email_key" -> name + "@bench.example";
                case "ext_id", "ext_id_key" -> "ext-" + name;
                case "locale" -> "en";
                case "status", "status_at_creation" -> "active";
                case "mail_purpose", "credential" -> column.equals("credential") ? "none" : "NONE";
                case "outcome" -> "created";
                case "client", "body_mac_key" -> "bench";
                case "body_mac" -> "00".repeat(32);
                case "source_topic" -> "signup.requested";
                case "source_partition" -> 0;
                case "source_offset" -> offset;
                case "accepted_at", "decided_at", "created_at" -> now;
                case "real_name",
                        "first_name",
                        "last_name",
                        "role",
                        "tags",
                        "attributes",
                        "avatar_url",
                        "next_url",
                        "violations",
                        "invite_code",
                        "promo_code" -> null;
                default ->
                    throw new IllegalStateException(
                            "The worker writes a column that the benchmark does not know: " + column);
            };
        }
    }
}
