package signup.registration.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signup.registration.model.Decided;
import signup.registration.model.Decision.Created;
import signup.registration.model.Decision.Rejected;
import signup.registration.model.Decision.Removed;
import signup.registration.model.Outcome;
import signup.registration.model.Outcome.Announced;
import signup.registration.model.Outcome.Conflict;
import signup.registration.model.Outcome.Repeated;
import signup.registration.model.Reason;

/**
 * Counts and logs what became of signups: one line a batch at INFO, one line a signup at DEBUG, with ids only. A line a
 * signup at INFO would cost a tenth of the worker's speed.
 */
final class Funnel {

    private static final Logger log = LoggerFactory.getLogger(Funnel.class);

    private final Counter created;
    private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);
    private final Counter repeated;
    private final Counter conflicts;
    private final Counter removed;

    Funnel(MeterRegistry meters) {
        // Not "created": Prometheus reserves that ending.
        created = Counter.builder("signup.users")
                .description("Users created; redeliveries count again")
                .register(meters);
        repeated = Counter.builder("signup.repeated")
                .description("Retries that a decision had already answered")
                .register(meters);
        conflicts = Counter.builder("signup.conflicts")
                .description("Other bodies under a used signup id")
                .register(meters);
        removed = Counter.builder("signup.users.removed")
                .description("Signups that came again and whose user somebody has deleted: nothing is told of them")
                .register(meters);
        for (Reason reason : Reason.values()) {
            rejected.put(
                    reason,
                    Counter.builder("signup.rejected")
                            .description("Reasons for which signups were rejected; one signup may have several")
                            .tag("reason", reason.name())
                            .register(meters));
        }
    }

    void count(List<Outcome> outcomes) {
        int users = 0;
        int rejections = 0;
        int repeats = 0;
        int conflicting = 0;
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Announced announced && announced.decided().decision() instanceof Created user) {
                users++;
                log.debug(
                        "created signup={} sub={}",
                        user.user().signupId(),
                        user.user().sub());
            } else if (outcome instanceof Announced announced
                    && announced.decided().decision() instanceof Rejected rejection) {
                rejections++;
                count(announced.decided(), rejection);
            } else if (outcome instanceof Announced announced
                    && announced.decided().decision() instanceof Removed user) {
                removed.increment();
                log.warn(
                        "The user of a signup that came again is not there any more, and nothing is told of it: signup={} sub={}",
                        announced.decided().signupId(),
                        user.sub());
            } else if (outcome instanceof Repeated twin) {
                repeats++;
                log.debug("repeated signup={}", twin.decided().signupId());
            } else if (outcome instanceof Conflict conflict) {
                conflicting++;
                log.debug("conflict signup={}", conflict.signupId());
            }
        }
        created.increment(users);
        repeated.increment(repeats);
        conflicts.increment(conflicting);
        log.info("decided created={} rejected={} repeated={} conflicts={}", users, rejections, repeats, conflicting);
    }

    private void count(Decided decided, Rejected rejection) {
        rejection
                .violations()
                .forEach(violation -> rejected.get(violation.reason()).increment());
        log.debug("rejected signup={} violations={}", decided.signupId(), rejection.violations());
    }
}
