package signup.registration.replay;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import signup.registration.RegistrationApplication;
import signup.registration.RegistrationSettings;
import signup.registration.application.Users;
import signup.registration.kafka.EventCodec;
import signup.registration.kafka.OutgoingTransactions;
import signup.registration.model.RegistrationPolicy;

@Configuration(proxyBeanMethods = false)
@Profile(RegistrationApplication.JOB)
class ReplayConfiguration {

    @Bean
    ReplayingSignups replayingSignups(
            ConsumerFactory<byte[], byte[]> consumers,
            EventCodec codec,
            KafkaTemplate<byte[], byte[]> kafka,
            Users users,
            RegistrationPolicy policy,
            RegistrationSettings settings,
            MeterRegistry meters,
            Clock clock) {
        return new ReplayingSignups(
                consumers, codec, new OutgoingTransactions(kafka), users, policy, settings, meters, clock);
    }

    @Bean
    BackfillingUsers backfillingUsers(
            StoredUsers users,
            EventCodec codec,
            KafkaTemplate<byte[], byte[]> kafka,
            RegistrationSettings settings,
            MeterRegistry meters,
            Clock clock) {
        return new BackfillingUsers(users, codec, new OutgoingTransactions(kafka), settings, meters, clock);
    }
}
