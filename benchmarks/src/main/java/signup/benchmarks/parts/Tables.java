package signup.benchmarks.parts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What stands in the registration worker's tables. */
public final class Tables {

    /** Opens connections. */
    @FunctionalInterface
    private interface Source {
        Connection connect() throws SQLException;
    }

    private final Source source;

    public Tables(Parts parts) {
        this.source = parts::connect;
    }

    /** Those of a copy. */
    public Tables(Parts.Copy copy) {
        this.source = copy::connect;
    }

    /** Users, preloaded ones included. */
    public long users() {
        return number("select count(*) from registration.users");
    }

    /** Users whose password is hashed. */
    public long credentials() {
        return number("select count(*) from registration.users where credential = 'ready'");
    }

    /** Lets the server clean up and learn, as it would have done in the time that a preload did not take. */
    public void settle() {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("vacuum analyze registration.users");
            statement.execute("vacuum analyze registration.decisions");
            statement.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException("The tables cannot be settled", e);
        }
    }

    private long number(String sql) {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer " + sql, e);
        }
    }
}
