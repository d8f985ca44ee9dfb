package signup.benchmarks.parts;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Users that are already there, with the decisions that made them. Indexes are dropped and made again, which is several
 * times as fast as to fill them row by row.
 */
public final class Preload {

    private static final List<String> TABLES = List.of("users", "decisions");

    private static final String USERS = """
            insert into registration.users (
                sub, signup_id, dialect, username, email, ext_id, locale, status_at_creation, status, mail_purpose,
                username_key, email_key, ext_id_key, credential, created_at)
            select gen_random_uuid(), uuidv7(make_interval(secs => n / 1000.0 - %1$d / 1000.0)), 'SELFCOMMUNITY_SSO', name,
                   name || '@there.example', 'ext-' || name, 'en', 'active', 'active', 'NONE', name,
                   name || '@there.example', 'ext-' || name, 'none', now()
            from generate_series(1, %1$d) as n, lateral (select left(md5(n::text), 16) as name) as named
            """;

    private static final String DECISIONS = """
            insert into registration.decisions (
                signup_id, outcome, sub, dialect, client, body_mac_key, body_mac, source_topic, source_partition,
                source_offset, accepted_at, decided_at)
            select signup_id, 'created', sub, dialect, 'bench', 'bench', '\\x00'::bytea, 'signup.requested', 0, id,
                   created_at, created_at
            from registration.users
            """;

    private final Parts parts;

    public Preload(Parts parts) {
        this.parts = parts;
    }

    /** Puts so many users into tables that are empty. */
    public void users(long count) {
        try (Connection connection = parts.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set maintenance_work_mem = '512MB'");
            statement.execute("set max_parallel_maintenance_workers = 2");
            List<String> indexes = new ArrayList<>();
            for (String table : TABLES) {
                indexes.addAll(dropIndexes(statement, table));
            }
            statement.execute(USERS.formatted(count));
            statement.execute(DECISIONS);
            for (String index : indexes) {
                statement.execute(index);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The users cannot be preloaded", e);
        }
        new Tables(parts).settle();
    }

    /** Returns what makes them again. */
    private static List<String> dropIndexes(Statement statement, String table) throws SQLException {
        List<String> again = new ArrayList<>();
        List<String> drops = new ArrayList<>();
        String keys = "select conname, pg_get_constraintdef(oid) from pg_constraint"
                + " where conrelid = 'registration.%s'::regclass and contype in ('p', 'u')".formatted(table);
        try (ResultSet rows = statement.executeQuery(keys)) {
            while (rows.next()) {
                drops.add("alter table registration." + table + " drop constraint " + rows.getString(1));
                again.add("alter table registration." + table + " add constraint " + rows.getString(1) + " "
                        + rows.getString(2));
            }
        }
        String indexes = "select i.indexname, i.indexdef from pg_indexes i where schemaname = 'registration'"
                + " and tablename = '%s' and not exists (select from pg_constraint where conname = i.indexname)"
                        .formatted(table);
        try (ResultSet rows = statement.executeQuery(indexes)) {
            while (rows.next()) {
                drops.add("drop index registration." + rows.getString(1));
                again.add(rows.getString(2));
            }
        }
        for (String drop : drops) {
            statement.execute(drop);
        }
        return again;
    }
}
