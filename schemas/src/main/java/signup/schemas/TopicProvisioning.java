package signup.schemas;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Sees at start that a cluster has the topics of the {@linkplain Topics catalogue} that a service needs: creates what is
 * missing, or says what is. Blocks for at most {@code timeout} per step; safe to run from several instances at once.
 */
public final class TopicProvisioning {

    private final Admin admin;
    private final Duration timeout;

    public TopicProvisioning(Admin admin, Duration timeout) {
        this.admin = admin;
        this.timeout = timeout;
    }

    /**
     * Creates the missing ones of these topics; leaves existing ones as they are.
     *
     * @param partitions how many partitions each gets; null for the catalogue's own numbers
     * @throws KafkaException when the cluster refuses or does not answer in time
     */
    public void create(Collection<Topic> topics, @Nullable Integer partitions) {
        for (NewTopic topic : missing(topics).stream()
                .map(topic -> topic.asNewTopic(partitions == null ? topic.partitions() : partitions))
                .toList()) {
            try {
                await(admin.createTopics(List.of(topic))
                        .all()
                        .toCompletionStage()
                        .toCompletableFuture());
            } catch (TopicExistsException anotherInstanceWasFaster) {
                continue;
            }
        }
    }

    /**
     * Checks that these topics exist.
     *
     * @throws IllegalStateException naming every missing topic
     * @throws KafkaException when the cluster refuses or does not answer in time
     */
    public void verify(Collection<Topic> topics) {
        List<String> missing = missing(topics).stream().map(Topic::name).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("The Kafka cluster lacks the topics " + missing
                    + ": create them, or set signup.topics.create=true to have the service create them.");
        }
    }

    private List<Topic> missing(Collection<Topic> topics) {
        Set<String> existing =
                await(admin.listTopics().names().toCompletionStage().toCompletableFuture());
        return topics.stream().filter(topic -> !existing.contains(topic.name())).toList();
    }

    private <T> T await(java.util.concurrent.CompletableFuture<T> result) {
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "The Kafka cluster did not answer within " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
