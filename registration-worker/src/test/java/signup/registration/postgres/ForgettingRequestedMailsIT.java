package signup.registration.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;

class ForgettingRequestedMailsIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int OLD = ForgettingRequestedMails.AT_ONCE + 1;

    @Test
    void whatIsOlderThanItIsKeptIsDeletedAndCounted() throws SQLException {
        FixtureDatabase database = Fixture.database().fresh();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.username(), "")
                .locations("classpath:db/registration")
                .schemas("registration")
                .load()
                .migrate();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        ForgettingRequestedMails forgetting = new ForgettingRequestedMails(
                new PostgresTransactions(
                        ConnectionFactories.get(ConnectionFactoryOptions.parse(database.r2dbcUrl())
                                .mutate()
                                .option(ConnectionFactoryOptions.USER, database.username())
                                .build()),
                        LIMIT),
                Duration.ofDays(30),
                Instant::now,
                LIMIT,
                meters);
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(requested(OLD, "30 days 1 minute"));
            statement.execute(requested(2, "29 days 23 hours"));

            assertThat(forgetting.forget()).isEqualTo(OLD);

            ResultSet left = statement.executeQuery("select count(*) from registration.requested_mails");
            left.next();
            assertThat(left.getLong(1)).isEqualTo(2);
        }
        assertThat(meters.get("signup.requested.mails.forgotten").counter().count())
                .isEqualTo(OLD);
        assertThat(forgetting.forget()).isZero();
    }

    private static String requested(int rows, String age) {
        return "insert into registration.requested_mails select gen_random_uuid(), gen_random_uuid(), 'CONFIRMATION',"
                + " now() - interval '" + age + "' from generate_series(1, " + rows + ")";
    }
}
