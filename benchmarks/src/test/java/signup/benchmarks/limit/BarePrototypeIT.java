package signup.benchmarks.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.UUIDDeserializer;
import org.junit.jupiter.api.Test;
import signup.benchmarks.parts.JvmOptions;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Project;
import signup.local.Broker;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On the parts that {@code sync} runs it on, with the packaged worker's tables and statement. */
class BarePrototypeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JvmOptions SMALL =
            new JvmOptions(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), null);

    @Test
    void aSignupIsAnsweredAndIsAUserAndAnEvent() throws Exception {
        Project project = Project.here();
        try (Parts parts = Parts.start(project, SMALL)) {
            parts.migrate(Map.of());
            try (Parts.Copy database = parts.copyOfDatabase();
                    BarePrototype bare = BarePrototype.start(project, parts, database)) {
                HttpResponse<String> answer = post(
                        bare.port(),
                        "{\"ext_id\":\"ext-1\",\"username\":\"ada\",\"email\":\"ada@bench.example\",\"password\":\"no\"}");

                assertThat(answer.statusCode()).isEqualTo(201);
                JsonNode user = JsonMapper.shared().readTree(answer.body());
                assertThat(users(database))
                        .containsExactly(user.get("id").asLong() + " "
                                + user.get("sub").asString() + " ada ada@bench.example ext-1 active none");
                assertThat(events(parts)).containsExactly(answer.body());
                assertThat(user.propertyNames()).containsExactlyInAnyOrder("id", "sub", "username", "email", "ext_id");
            }
        }
    }

    private static HttpResponse<String> post(int port, String json) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v2/sso/signup/"))
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> users(Parts.Copy database) throws SQLException {
        List<String> users = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select concat_ws(' ', id, sub, username, email, ext_id, status, credential)
                        from registration.users
                        """)) {
            while (rows.next()) {
                users.add(rows.getString(1));
            }
        }
        return users;
    }

    /** What a {@code read_committed} subscriber gets once the transaction is committed, which is after the answer. */
    private static List<String> events(Parts parts) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, parts.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (Consumer<UUID, String> consumer =
                new KafkaConsumer<>(settings, new UUIDDeserializer(), new StringDeserializer())) {
            consumer.assign(IntStream.range(0, Broker.PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(BareTopics.CREATED, partition))
                    .toList());
            List<String> events = new ArrayList<>();
            consumer.poll(PATIENCE).forEach(event -> events.add(event.value()));
            return events;
        }
    }
}
