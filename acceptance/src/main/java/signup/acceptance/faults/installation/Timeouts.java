package signup.acceptance.faults.installation;

import java.time.Duration;
import java.util.List;

/**
 * After which times the parts give one another up: what services are told, and how long somebody must be frozen to be
 * given up by everybody.
 *
 * @param ofAll settings of every service
 * @param ofIngress settings of the ingress
 * @param ofWorkers settings of the registration workers
 * @param ofNotification settings of the notification worker
 * @param longest longer than those after which somebody who is silent is given up and may wake as a zombie: Kafka's for
 *     consumers and open transactions, the database's for statements and transactions. Not longer than what bounds only
 *     one's own work (the worker's batch timeout), nor, in production, than the lease of mails (30 s)
 */
public record Timeouts(
        List<String> ofAll,
        List<String> ofIngress,
        List<String> ofWorkers,
        List<String> ofNotification,
        Duration longest) {

    /** Hashes are as cheap as Argon2 allows: how many are made is the question here, not how well. */
    private static final List<String> CHEAP_HASHES =
            List.of("signup.credential.argon2.memory=64KB", "signup.credential.argon2.iterations=1");

    private static final Duration TO_RESUME = Duration.ofSeconds(10);

    /**
     * How long clients may feel a fault that is over, before it is not waited for any longer: somebody who was killed is
     * missed only then, and it takes a start or a rebalance until another does their work.
     */
    public Duration recovery() {
        return longest.plus(TO_RESUME);
    }

    /** Those that the services have by themselves. */
    public static Timeouts ofProduction() {
        return new Timeouts(List.of(), List.of(), CHEAP_HASHES, List.of(), Duration.ofSeconds(20));
    }

    /** A third or less of that; the broker takes no session timeout below 6 s. */
    public static Timeouts shortened() {
        return new Timeouts(
                List.of(
                        "spring.kafka.consumer.properties.session.timeout.ms=6000",
                        "spring.kafka.consumer.properties.heartbeat.interval.ms=1000"),
                List.of(
                        "signup.ingress.reply-timeout=2s",
                        "spring.kafka.producer.properties.request.timeout.ms=1000",
                        "spring.kafka.producer.properties.delivery.timeout.ms=1500"),
                join(
                        CHEAP_HASHES,
                        List.of(
                                "spring.kafka.producer.properties.transaction.timeout.ms=3000",
                                "spring.kafka.producer.properties.request.timeout.ms=1500",
                                "spring.kafka.producer.properties.delivery.timeout.ms=2500",
                                "spring.kafka.producer.properties.max.block.ms=3000",
                                "signup.worker.retry-longest=1s",
                                "signup.database.statement-timeout=2s",
                                "signup.database.idle-in-transaction-timeout=1s",
                                "signup.database.transaction-timeout=3s",
                                "signup.database.batch-timeout=10s")),
                List.of(
                        "signup.mail.lease=5s",
                        "signup.mail.poll-interval=500ms",
                        "signup.mail.statement-timeout=2s",
                        "signup.mail.retry.first-delay=1s",
                        "signup.mail.retry.max-delay=2s"),
                Duration.ofSeconds(8));
    }

    private static List<String> join(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}
