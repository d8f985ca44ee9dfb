package signup.registration.activation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signup.registration.activation.ActivationOutcome.Activated;
import signup.registration.activation.ActivationOutcome.Expired;
import signup.registration.activation.ActivationOutcome.LinkSpent;
import signup.registration.activation.ActivationOutcome.UserUnknown;

/** Counts and logs what became of activations, with ids only. */
final class ActivationMetrics {

    private static final Logger log = LoggerFactory.getLogger(ActivationMetrics.class);

    private final Counter activated;
    private final Counter linkSpent;
    private final Counter userUnknown;
    private final Counter expired;

    ActivationMetrics(MeterRegistry meters) {
        activated = Counter.builder("signup.activated")
                .description("Users activated; redeliveries count again")
                .register(meters);
        linkSpent = refused("LINK_SPENT", meters);
        userUnknown = refused("USER_UNKNOWN", meters);
        expired = Counter.builder("signup.activation.expired")
                .description("Activations that came when nobody waited for them any more, and were not done")
                .register(meters);
    }

    private static Counter refused(String reason, MeterRegistry meters) {
        return Counter.builder("signup.activation.refused")
                .description("Activations refused")
                .tag("reason", reason)
                .register(meters);
    }

    void count(List<Activation> activations, List<ActivationOutcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            ActivationOutcome outcome = outcomes.get(i);
            if (outcome instanceof Activated) {
                activated.increment();
            } else if (outcome instanceof LinkSpent) {
                linkSpent.increment();
            } else if (outcome instanceof UserUnknown) {
                userUnknown.increment();
            } else if (outcome instanceof Expired) {
                expired.increment();
            }
            log.info(
                    "activation={} sub={} outcome={}",
                    activations.get(i).activationId(),
                    activations.get(i).sub(),
                    outcome.getClass().getSimpleName());
        }
    }
}
