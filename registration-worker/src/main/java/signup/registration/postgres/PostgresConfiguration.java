package signup.registration.postgres;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.registration.RegistrationSettings;
import signup.registration.activation.Activations;
import signup.registration.application.Users;
import signup.registration.avatar.Avatars;
import signup.registration.codes.Codes;
import signup.registration.credential.Credentials;
import signup.registration.replay.StoredUsers;

@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(3);

    /**
     * Every session's limits. And no generic plans: one made while a table was empty would scan it when it has grown; to
     * plan a statement for a batch costs little beside running it.
     */
    @Bean
    ConnectionFactoryOptionsBuilderCustomizer sessionLimits(RegistrationSettings settings) {
        RegistrationSettings.Database limits = settings.database();
        Map<String, String> session = Map.of(
                "statement_timeout", millis(limits.statementTimeout()),
                "lock_timeout", millis(limits.lockTimeout()),
                "idle_in_transaction_session_timeout", millis(limits.idleInTransactionTimeout()),
                "plan_cache_mode", "force_custom_plan");
        return options -> options.option(PostgresqlConnectionFactoryProvider.OPTIONS, session)
                .option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME, "signup-registration-worker")
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, CONNECT);
    }

    /** A connection for each consumer at least, so that none waits in vain for one where there are many cores. */
    @Bean
    static BeanPostProcessor poolForAllConsumers(ObjectProvider<RegistrationSettings> settings) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof R2dbcProperties properties) {
                    R2dbcProperties.Pool pool = properties.getPool();
                    pool.setMaxSize(
                            Math.max(pool.getMaxSize(), settings.getObject().consumers()));
                }
                return bean;
            }
        };
    }

    @Bean
    PostgresTransactions postgresTransactions(ConnectionFactory connections, RegistrationSettings settings) {
        return new PostgresTransactions(connections, settings.database().transactionTimeout());
    }

    @Bean
    Users users(PostgresTransactions transactions) {
        return new PostgresUsers(transactions);
    }

    @Bean
    StoredUsers storedUsers(PostgresTransactions transactions) {
        return new PostgresStoredUsers(transactions);
    }

    @Bean
    Codes codes(PostgresTransactions transactions) {
        return new PostgresCodes(transactions);
    }

    @Bean
    Credentials credentials(PostgresTransactions transactions) {
        return new PostgresCredentials(transactions);
    }

    @Bean
    Activations activations(PostgresTransactions transactions) {
        return new PostgresActivations(transactions);
    }

    @Bean
    Avatars avatars(PostgresTransactions transactions) {
        return new PostgresAvatars(transactions);
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
