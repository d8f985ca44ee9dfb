package signup.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericData;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import signup.acceptance.RunningStack;
import signup.acceptance.Subscriber;
import signup.acceptance.conformance.Row.Effect;
import signup.acceptance.conformance.RowRun.Claim;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What signups left behind: rows, events, mails. Read once for all rows, when everything has come to rest. */
final class Evidence {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private static final String UNDONE = """
            select count(*)
            from unnest(?) as asked (signup_id)
                 left join registration.decisions d using (signup_id)
                 left join registration.users u on u.sub = d.sub
            where d.signup_id is null
               or u.credential = 'pending'
               or u.mail_purpose <> 'NONE' and not exists (
                      select from notification.dispatches m where m.sub = u.sub and m.state <> 'pending')
            """;

    private static final String USERS = """
            select d.signup_id, d.outcome, u.sub, u.email, jsonb_build_object(
                       'username', u.username, 'email', u.email, 'ext_id', u.ext_id, 'real_name', u.real_name,
                       'first_name', u.first_name, 'last_name', u.last_name, 'role', u.role,
                       'tags', coalesce(u.tags, '[]'), 'attributes', coalesce(u.attributes, '{}'),
                       'locale', u.locale, 'status', u.status, 'credential', u.credential, 'next_url', u.next_url,
                       'avatar_url', u.avatar_url)::text as members
            from registration.decisions d left join registration.users u on u.sub = d.sub
            where d.signup_id = any (?)
            """;

    private static final String OTHERS = """
            select concat_ws(' ', username, email, ext_id) from registration.users where signup_id <> all (?)
            """;

    private static final String MAILS = """
            select m.sub, m.cause_id, m.purpose || ' ' || m.locale || ' ' || m.state as mail, coalesce(m.email, u.email) as email
            from notification.dispatches m left join registration.users u on u.sub = m.sub
            """;

    private record User(UUID sub, @Nullable String email, ObjectNode members) {}

    private final Map<UUID, User> users = new HashMap<>();
    private final List<String> otherUsers = new ArrayList<>();
    private final Map<UUID, List<String>> dispatches = new HashMap<>();
    private final List<String> requestedMails = new ArrayList<>();
    private final Map<String, List<JsonNode>> events;
    private final Map<String, Long> rejections;
    private final Map<String, Long> mailsByRecipient;

    private Evidence(
            Map<String, List<JsonNode>> events, Map<String, Long> rejections, Map<String, Long> mailsByRecipient) {
        this.events = events;
        this.rejections = rejections;
        this.mailsByRecipient = mailsByRecipient;
    }

    /** Waits until these signups are decided and what follows from them is done, then reads it all. */
    static Evidence of(Collection<UUID> signupIds, RunningStack stack) throws SQLException {
        try (Connection database = stack.database()) {
            Array ids = database.createArrayOf("uuid", signupIds.toArray());
            Awaitility.await().atMost(PATIENCE).until(() -> count(database, UNDONE, ids) == 0);
            for (ConsumerLag lag : ConsumerLag.ofMailsToRecord(stack)) {
                lag.awaitNone(PATIENCE);
            }
            Evidence evidence = new Evidence(
                    stack.subscriber().events("user.created", event -> true).stream()
                            .collect(Collectors.groupingBy(
                                    event -> event.text("signup_id"),
                                    Collectors.mapping(Evidence::members, Collectors.toList()))),
                    stack.subscriber().events("signup.rejected", event -> true).stream()
                            .collect(Collectors.groupingBy(event -> event.text("signup_id"), Collectors.counting())),
                    stack.mails().recipients().stream()
                            .collect(Collectors.groupingBy(String::toLowerCase, Collectors.counting())));
            evidence.read(database, ids);
            return evidence;
        }
    }

    /** Fails when the claim is not so. */
    void confirm(Claim claim, Values values) {
        boolean nothing = claim.effects().stream().anyMatch(Effect.Nothing.class::isInstance);
        if (claim.signupId() == null) {
            assertThat(nothing)
                    .as("without Signup-Id nothing can have been done")
                    .isTrue();
            return;
        }
        @Nullable User user = users.get(claim.signupId());
        List<JsonNode> created = events.getOrDefault(claim.signupId().toString(), List.of());
        if (nothing) {
            assertThat(user).as("user").isNull();
            assertThat(created).as("UserCreated").isEmpty();
            assertThat(rejections.get(claim.signupId().toString()))
                    .as("SignupRejected")
                    .isEqualTo(1);
            assertThat(requestedMails)
                    .as("mails that no UserCreated caused")
                    .noneMatch(address -> values.persons().stream().anyMatch(address::contains));
            return;
        }
        assertThat(user).as("user").isNotNull();
        assertThat(created).as("UserCreated").hasSize(1);
        for (Effect effect : claim.effects()) {
            if (effect instanceof Effect.User expected) {
                confirm(user, created.get(0), (ObjectNode) JSON.readTree(values.text(expected.members())));
            }
        }
        List<String> mails = claim.effects().stream()
                .filter(Effect.Mail.class::isInstance)
                .map(mail -> ((Effect.Mail) mail).purpose() + " " + ((Effect.Mail) mail).locale() + " handed_over")
                .toList();
        assertThat(dispatches.getOrDefault(user.sub(), List.of()))
                .as("mails")
                .containsExactlyInAnyOrderElementsOf(mails);
        if (!mails.isEmpty()) {
            assertThat(mailsByRecipient.get(String.valueOf(user.email()).toLowerCase()))
                    .as("mails in the mailbox")
                    .isEqualTo(mails.size());
        }
    }

    /** Fails when any of these persons became a user by a signup that nobody was told of, or got a mail. */
    void confirmNobody(Collection<String> persons) {
        assertThat(otherUsers).as("users").noneMatch(user -> persons.stream().anyMatch(user::contains));
        assertThat(mailsByRecipient.keySet())
                .as("mails in the mailbox")
                .noneMatch(address -> persons.stream().anyMatch(address::contains));
    }

    private static void confirm(User user, JsonNode event, ObjectNode expected) {
        ObjectNode stored = JSON.createObjectNode();
        ObjectNode announced = JSON.createObjectNode();
        ObjectNode toAnnounce = JSON.createObjectNode();
        expected.forEachEntry((name, value) -> {
            assertThat(user.members().has(name))
                    .as("a member of users: " + name)
                    .isTrue();
            stored.set(name, user.members().get(name));
            if (event.has(name)) {
                announced.set(name, event.get(name));
                toAnnounce.set(name, value);
            }
        });
        assertThat(stored).as("row in PostgreSQL").isEqualTo(expected);
        assertThat(announced).as("UserCreated").isEqualTo(toAnnounce);
    }

    private void read(Connection database, Array ids) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(USERS)) {
            query.setArray(1, ids);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                if (rows.getString("outcome").equals("created")) {
                    users.put(
                            rows.getObject("signup_id", UUID.class),
                            new User(rows.getObject("sub", UUID.class), rows.getString("email"), (ObjectNode)
                                    JSON.readTree(rows.getString("members"))));
                }
            }
        }
        try (PreparedStatement query = database.prepareStatement(OTHERS)) {
            query.setArray(1, ids);
            ResultSet rows = query.executeQuery();
            while (rows.next()) {
                otherUsers.add(rows.getString(1));
            }
        }
        try (PreparedStatement query = database.prepareStatement(MAILS)) {
            ResultSet rows = query.executeQuery();
            Set<String> creations = events.values().stream()
                    .flatMap(List::stream)
                    .map(created -> created.get("event_id").asString())
                    .collect(Collectors.toSet());
            while (rows.next()) {
                UUID sub = rows.getObject("sub", UUID.class);
                if (sub != null) {
                    dispatches.computeIfAbsent(sub, first -> new ArrayList<>()).add(rows.getString("mail"));
                }
                if (!creations.contains(rows.getString("cause_id"))) {
                    requestedMails.add(String.valueOf(rows.getString("email")));
                }
            }
        }
    }

    private static JsonNode members(Subscriber.Event event) {
        return JSON.readTree(GenericData.get().toString(event.value()));
    }

    private static long count(Connection database, String sql, Array ids) throws SQLException {
        try (PreparedStatement query = database.prepareStatement(sql)) {
            query.setArray(1, ids);
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }
}
