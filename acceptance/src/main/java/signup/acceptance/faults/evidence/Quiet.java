package signup.acceptance.faults.evidence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import signup.acceptance.faults.installation.Installation;
import signup.local.process.Probe;
import signup.schemas.Topic;
import signup.schemas.Topics;

/** Whether nothing is left to be done: every request decided, password hashed, mail sent and transaction ended. */
public final class Quiet {

    /** Who takes the requests of which topic. */
    private static final Map<String, String> GROUPS = Map.of(
            Topics.SIGNUP_REQUESTED, "signup-registration",
            Topics.ACTIVATION_REQUESTED, "signup-activation");

    private static final long ANSWER_SECONDS = 10;

    private static final String UNDONE = """
            select (select count(*) from registration.users where credential = 'pending') as credentials,
                   (select count(*) from registration.users where mail_purpose <> 'NONE')
                       - (select count(*) from notification.dispatches where state <> 'pending') as mails
            """;

    private final Installation installation;

    public Quiet(Installation installation) {
        this.installation = installation;
    }

    /** Waits until it is quiet, at most so long; tells what is left. */
    public List<String> await(Duration longest) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", installation.bootstrapServers()))) {
            try {
                Probe.until(() -> left(admin).isEmpty(), longest);
                return List.of();
            } catch (IllegalStateException notInTime) {
                return left(admin);
            }
        }
    }

    private List<String> left(Admin admin) {
        List<String> left = new ArrayList<>();
        try {
            for (Map.Entry<String, String> group : GROUPS.entrySet()) {
                requests(admin, group.getKey(), group.getValue(), left);
            }
            transactions(admin, left);
            rows(left);
        } catch (SQLException | ExecutionException | TimeoutException e) {
            left.add("no answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            left.add("interrupted");
        }
        return left;
    }

    private static void requests(Admin admin, String topic, String group, List<String> left)
            throws ExecutionException, TimeoutException, InterruptedException {
        List<TopicPartition> partitions = partitions(admin, topic);
        Map<TopicPartition, Long> ends = ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
        var committed = get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        long undecided = partitions.stream()
                .mapToLong(partition -> ends.get(partition)
                        - (committed.get(partition) == null
                                ? 0
                                : committed.get(partition).offset()))
                .sum();
        note(left, undecided, "records of " + topic + " not taken");
    }

    private static void transactions(Admin admin, List<String> left)
            throws ExecutionException, TimeoutException, InterruptedException {
        for (Topic topic : Topics.ALL) {
            List<TopicPartition> partitions = partitions(admin, topic.name());
            Map<TopicPartition, Long> all = ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
            Map<TopicPartition, Long> stable = ends(admin, partitions, IsolationLevel.READ_COMMITTED);
            note(
                    left,
                    partitions.stream()
                            .filter(partition -> !all.get(partition).equals(stable.get(partition)))
                            .count(),
                    "partitions of " + topic.name() + " with an open transaction");
        }
    }

    private void rows(List<String> left) throws SQLException {
        try (Connection connection = installation.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(UNDONE)) {
            row.next();
            note(left, row.getLong("credentials"), "passwords not hashed");
            note(left, row.getLong("mails"), "mails not sent");
        }
    }

    private static void note(List<String> left, long count, String what) {
        if (count != 0) {
            left.add(count + " " + what);
        }
    }

    private static List<TopicPartition> partitions(Admin admin, String topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        int count = get(admin.describeTopics(List.of(topic)).allTopicNames())
                .get(topic)
                .partitions()
                .size();
        return IntStream.range(0, count)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    private static Map<TopicPartition, Long> ends(Admin admin, List<TopicPartition> partitions, IsolationLevel level)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(partition -> partition, any -> OffsetSpec.latest()));
        return get(admin.listOffsets(latest, new ListOffsetsOptions(level)).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, offset -> offset.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
