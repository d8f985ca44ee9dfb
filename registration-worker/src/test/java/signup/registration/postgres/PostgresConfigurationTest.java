package signup.registration.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import signup.registration.RegistrationSettings;

class PostgresConfigurationTest {

    @Test
    void thePoolHasAConnectionForEachConsumerHoweverManyCoresThereAre() {
        assertThat(poolOf(16, "40")).isGreaterThan(40);
        assertThat(poolOf(64, "4")).isEqualTo(64);
    }

    private static int poolOf(int maxSize, String hashing) {
        RegistrationSettings settings = new Binder(
                        new MapConfigurationPropertySource(Map.of("signup.credential.concurrency", hashing)))
                .bindOrCreate("signup", Bindable.of(RegistrationSettings.class));
        R2dbcProperties properties = new R2dbcProperties();
        properties.getPool().setMaxSize(maxSize);
        PostgresConfiguration.poolForAllConsumers(new StaticListableBeanFactory(Map.of("settings", settings))
                        .getBeanProvider(RegistrationSettings.class))
                .postProcessAfterInitialization(properties, "properties");
        return properties.getPool().getMaxSize();
    }
}
