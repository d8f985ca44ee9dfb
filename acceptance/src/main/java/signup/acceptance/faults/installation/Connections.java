package signup.acceptance.faults.installation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What can become of the database's connections. */
public final class Connections {

    private static final String BACKEND_AT_WORK = """
            select pid from pg_stat_activity
            where application_name like 'signup-registration%'
            order by (state <> 'idle') desc, xact_start nulls last limit 1
            """;

    private static final String END_OTHERS = """
            select pg_terminate_backend(pid) from pg_stat_activity
            where pid <> pg_backend_pid() and application_name <> 'PostgreSQL JDBC Driver'
                  and backend_type = 'client backend'
            """;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private Connections() {}

    /** Stops the process of one connection of a registration worker, if possible one within a transaction. */
    public static void freezeOne(Installation installation, Duration length) {
        try (Connection connection = installation.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BACKEND_AT_WORK)) {
            if (row.next()) {
                long pid = row.getLong(1);
                connection.close();
                Freeze.one(pid, length);
            }
        } catch (SQLException away) {
            // Another fault has taken the whole database.
        }
    }

    /** Ends the services' connections and takes all that there are for that time. */
    public static void exhaust(Installation installation, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        List<Connection> taken = new ArrayList<>();
        try (Connection first = installation.connect();
                Statement statement = first.createStatement()) {
            statement.execute(END_OTHERS);
            while (System.nanoTime() < end) {
                takeOne(installation, taken);
            }
        } catch (SQLException away) {
            // Another fault has taken the whole database.
        } finally {
            taken.forEach(Connections::close);
        }
    }

    private static void takeOne(Installation installation, List<Connection> taken) {
        try {
            taken.add(installation.connect());
        } catch (SQLException noneLeft) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            // It is what was wanted.
        }
    }
}
