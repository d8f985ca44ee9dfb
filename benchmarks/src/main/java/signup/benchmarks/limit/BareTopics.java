package signup.benchmarks.limit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.local.Broker;
import signup.schemas.Topic;
import signup.schemas.TopicProvisioning;

/** The bare prototype's topics, kept as the pipeline's; only their values are JSON. */
final class BareTopics {

    static final String REQUESTED = "bare.signup.requested";
    static final String CREATED = "bare.user.created";

    /** Of one partition: its only reader is the one ingress. */
    static final String REPLIES = "bare.signup.replies";

    private static final Duration WEEK = Duration.ofDays(7);

    private BareTopics() {}

    /** Creates those that are missing. */
    static void create(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            TopicProvisioning topics = new TopicProvisioning(admin, Duration.ofMinutes(1));
            topics.create(
                    List.of(
                            new Topic(REQUESTED, SignupRequested.getClassSchema(), Broker.PARTITIONS, WEEK),
                            new Topic(CREATED, UserCreated.getClassSchema(), Broker.PARTITIONS, null),
                            new Topic(REPLIES, UserCreated.getClassSchema(), 1, WEEK)),
                    null);
        }
    }
}
