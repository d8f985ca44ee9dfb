package signup.schemas;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * A topic of the pipeline: its name, what it carries, and how the cluster keeps it.
 *
 * @param name the topic's name
 * @param schema what its values are; null for a dead-letter topic, which holds bytes as they came
 * @param partitions how many partitions it gets when created
 * @param retention how long records are kept; null for a compacted topic, which keeps the last record of each key for ever
 */
public record Topic(
        String name,
        @Nullable Schema schema,
        int partitions,
        @Nullable Duration retention) {

    /** A dead letter is what came and why: room for the largest record that a cluster takes by default, and more. */
    private static final int DEAD_LETTER_BYTES = 2 << 20;

    /** The registry's subject for this topic's values, by Confluent's TopicNameStrategy. */
    public String subject() {
        return name + "-value";
    }

    /** As the admin client creates it, with the cluster's default replication. */
    public NewTopic asNewTopic(int partitions) {
        return new NewTopic(name, java.util.Optional.of(partitions), java.util.Optional.empty()).configs(configs());
    }

    private Map<String, String> configs() {
        Map<String, String> configs = new HashMap<>();
        if (retention == null) {
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        } else {
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            configs.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
        }
        if (schema == null) {
            configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DEAD_LETTER_BYTES));
        }
        return configs;
    }
}
