package signup.notification.application;

import java.util.List;
import signup.notification.model.Outcome;

/** Where subscribers read what became of mails. */
public interface OutcomeTopic {

    /**
     * Publishes all of these and returns when Kafka has them.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka did not take one of them; some may be there then
     */
    void publish(List<Outcome> outcomes);
}
