package signup.notification.postgres;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import signup.notification.NotificationSettings;

@Configuration(proxyBeanMethods = false)
class PostgresConfiguration {

    @Bean
    PostgresDispatches dispatches(ConnectionFactory connections, NotificationSettings settings) {
        return new PostgresDispatches(
                DatabaseClient.create(connections), settings.mail().statementTimeout());
    }
}
