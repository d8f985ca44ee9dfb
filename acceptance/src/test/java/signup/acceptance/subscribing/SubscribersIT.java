package signup.acceptance.subscribing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.acceptance.subscribing.ExampleSubscriber.Handled;
import signup.events.UserCreated;
import signup.local.fixture.Fixture;
import signup.local.fixture.FixtureDatabase;
import signup.local.fixture.Requirement;
import signup.schemas.serde.ConfluentAvroDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples of {@code docs/subscribing.md}, run as it says: they know nothing of this project, and deal with exactly
 * the committed events, in order, each once, over restarts and while the registry is down.
 */
class SubscribersIT {

    /** Includes what a first build downloads. */
    private static final Duration BUILD_AND_START = Duration.ofMinutes(4);

    private static final Duration SOON = Duration.ofSeconds(60);

    private final SwitchableRegistry registry =
            new SwitchableRegistry(Fixture.registry().url());
    private final PublishedUsers users = new PublishedUsers();
    private final String group = "example-" + UUID.randomUUID();

    @TempDir
    private Path folder;

    private FixtureDatabase database;

    @BeforeEach
    void createDatabase() {
        database = Fixture.database().fresh();
    }

    @AfterEach
    void close() {
        users.close();
        registry.close();
    }

    @Test
    void theNodeExampleDealsWithExactlyTheCommittedUsers() throws IOException {
        Requirement.NODE.orSkip();
        Requirement.NPM.orSkip();

        UserCreated user = dealsWithExactlyTheCommittedUsers("node", "node");
        losesNothingToARestartAndADeadRegistry("node");

        JsonNode stored = file(user);
        assertThat(stored.get("occurred_at").asString())
                .isEqualTo(user.getOccurredAt().toString());
        assertThatAllIsThere(stored, user);
    }

    @Test
    void thePlainJavaExampleDealsWithExactlyTheCommittedUsers() throws IOException {
        UserCreated user = dealsWithExactlyTheCommittedUsers("java", "java");
        losesNothingToARestartAndADeadRegistry("java");

        assertThatAllIsThere(file(user), user);
    }

    @Test
    void theSpringExampleDealsWithExactlyTheCommittedUsers() throws SQLException {
        UserCreated user = dealsWithExactlyTheCommittedUsers("spring", "spring");
        losesNothingToARestartAndADeadRegistry("spring");

        assertThatTheCustomerIsThere(user);
    }

    @Test
    void theSpringExampleTakesOurDeserializerByItsName() throws SQLException {
        UserCreated user = dealsWithExactlyTheCommittedUsers("spring-with-ours", "spring");

        assertThatTheCustomerIsThere(user);
    }

    /** Returns a user whose every field is set, whom the example has stored. */
    private UserCreated dealsWithExactlyTheCommittedUsers(String commands, String example) {
        UserCreated first = PublishedUsers.complete();
        UserCreated second = PublishedUsers.bare();
        UserCreated third = PublishedUsers.complete();
        users.commit(first, second);
        users.abort(PublishedUsers.complete(), PublishedUsers.bare());
        users.commitReplayOf(first);
        users.commit(third);

        try (ExampleSubscriber subscriber = ExampleSubscriber.start(commands, example, environment())) {
            awaitLast(subscriber, BUILD_AND_START, third);
            assertThat(own(subscriber, first))
                    .containsExactly(
                            handled("created", first),
                            handled("created", second),
                            handled("known", first),
                            handled("created", third));
        }
        return first;
    }

    /** Nothing that was committed comes again; what came meanwhile waits for the registry; garbage is put aside. */
    private void losesNothingToARestartAndADeadRegistry(String commands) {
        UserCreated fourth = PublishedUsers.complete();
        long garbage = users.commitGarbage();
        users.commit(fourth);
        registry.setOutOfOrder(true);

        try (ExampleSubscriber subscriber = ExampleSubscriber.startAgain(commands, environment())) {
            await().atMost(SOON).until(() -> registry.refusals() > 1);
            assertThat(subscriber.handled()).isEmpty();
            registry.setOutOfOrder(false);
            awaitLast(subscriber, SOON, fourth);
            assertThat(subscriber.handled()).containsExactly(handled("created", fourth));
            assertThat(subscriber.skipped()).containsExactly(garbage);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "KAFKA_BROKERS", Fixture.kafka().bootstrapServers(),
                "SCHEMA_REGISTRY_URL", registry.url(),
                "GROUP_ID", group,
                "USERS_FOLDER", folder.toString(),
                "DATABASE_URL", database.jdbcUrl(),
                "DATABASE_USER", database.username(),
                "SIGNUP_SCHEMAS", ourSchemas());
    }

    private static void awaitLast(ExampleSubscriber subscriber, Duration atMost, UserCreated user) {
        await().atMost(atMost).pollInterval(Duration.ofMillis(200)).until(() -> {
            if (!subscriber.isRunning()) {
                throw new IllegalStateException("The example ended early:\n" + subscriber.printed());
            }
            return subscriber.handled().contains(handled("created", user));
        });
    }

    /** From that user on; before it, the topic holds what other tests have published. */
    private static List<Handled> own(ExampleSubscriber subscriber, UserCreated first) {
        return subscriber.handled().stream()
                .dropWhile(handled -> !handled.equals(handled("created", first)))
                .toList();
    }

    private static Handled handled(String how, UserCreated user) {
        return new Handled(how, user.getSub(), user.getId(), user.getOccurredAt(), user.getEventId());
    }

    private JsonNode file(UserCreated user) throws IOException {
        return new JsonMapper().readTree(Files.readString(folder.resolve(user.getEventId() + ".json")));
    }

    private static void assertThatAllIsThere(JsonNode stored, UserCreated user) {
        assertThat(stored.get("event_id").asString())
                .isEqualTo(user.getEventId().toString());
        assertThat(stored.get("real_name").asString()).isEqualTo(user.getRealName());
        assertThat(stored.get("dialect").asString()).isEqualTo(user.getDialect().name());
        assertThat(stored.get("status_at_creation").asString())
                .isEqualTo(user.getStatusAtCreation().name());
        assertThat(stored.get("tags").valueStream().map(JsonNode::asLong)).isEqualTo(user.getTags());
        assertThat(stored.get("attributes").get("city").asString())
                .isEqualTo(user.getAttributes().get("city"));
        assertThat(stored.get("mail").get("next_url").asString())
                .isEqualTo(user.getMail().getNextUrl());
        assertThat(stored.propertyNames())
                .containsExactlyElementsOf(user.getSchema().getFields().stream()
                        .map(field -> field.name())
                        .toList());
    }

    private void assertThatTheCustomerIsThere(UserCreated user) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), "");
                PreparedStatement query = connection.prepareStatement("select * from customers where sub = ?")) {
            query.setObject(1, user.getSub());
            ResultSet rows = query.executeQuery();
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("username")).isEqualTo(user.getUsername());
            assertThat(rows.getString("email")).isEqualTo(user.getEmail());
            assertThat(rows.getObject("created_at", OffsetDateTime.class).toInstant())
                    .isEqualTo(user.getOccurredAt());
        }
    }

    private static String ourSchemas() {
        return Path.of(java.net.URI.create(ConfluentAvroDeserializer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
    }
}
