package signup.acceptance.faults.evidence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import signup.acceptance.Subscriber;
import signup.acceptance.Subscriber.Event;
import signup.acceptance.faults.installation.Installation;
import signup.acceptance.faults.load.Attempt;
import signup.acceptance.faults.load.Intent;
import signup.acceptance.faults.load.LinkUses;
import signup.acceptance.faults.load.Poison;
import signup.schemas.Topics;

/** Asks every side. The installation must be quiet, or the answers do not belong together. */
public final class EvidenceReader {

    private static final String DECISIONS = """
            select d.signup_id, d.outcome, d.sub, d.source_topic, d.source_partition, d.source_offset,
                   array(select coalesce(v ->> 'field', 'null') || ':' || (v ->> 'reason')
                         from jsonb_array_elements(coalesce(d.violations, '[]')) as v) as violations
            from registration.decisions d
            """;

    private static final String USERS = """
            select sub, signup_id, id, username_key, email_key, ext_id_key, credential,
                   coalesce(password_hash, '') like '$argon2id$%' as hashed, mail_purpose <> 'NONE' as owed_mail
            from registration.users
            """;

    private static final String SPENT = "select link_id, sub from registration.spent_links";

    private static final String ACTIVE = """
            select sub from registration.users where status = 'active' and email_verified_at is not null
            """;

    private final Installation installation;
    private final Subscriber subscriber;

    public EvidenceReader(Installation installation) {
        this.installation = installation;
        this.subscriber = installation.subscriber();
    }

    /** All of it. */
    public Evidence read(List<Attempt> attempts, Poison poison, LinkUses links) {
        List<Evidence.Requested> requested = new ArrayList<>();
        List<Evidence.Source> undecodable = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : subscriber.records(Topics.SIGNUP_REQUESTED)) {
            Evidence.Source source = new Evidence.Source(record.topic(), record.partition(), record.offset());
            if (poison.undecodable().contains(Poison.name(record.value()))) {
                undecodable.add(source);
            } else {
                requested.add(requested(source, subscriber.decode(record)));
            }
        }
        return new Evidence(
                attempts,
                requested,
                undecodable,
                poison.unopenable(),
                rows(DECISIONS, EvidenceReader::decision),
                rows(USERS, EvidenceReader::user),
                events(Topics.USER_CREATED).map(EvidenceReader::created).toList(),
                events(Topics.SIGNUP_REJECTED).map(EvidenceReader::rejected).toList(),
                letters(),
                installation.mailbox().messages().stream()
                        .map(mail -> new Evidence.Mail(mail.to().get(0).address(), mail.messageId()))
                        .toList(),
                activations(links));
    }

    private Activations activations(LinkUses links) {
        return new Activations(
                links.presses(),
                links.confirmations(),
                rows(
                        SPENT,
                        row -> new Activations.Spent(
                                row.getObject("link_id", UUID.class), row.getObject("sub", UUID.class))),
                events(Topics.USER_ACTIVATED)
                        .map(event -> new Activations.Activated(
                                UUID.fromString(event.text("sub")),
                                String.valueOf(event.headers().get("ce_id"))))
                        .toList(),
                Set.copyOf(rows(ACTIVE, row -> row.getObject("sub", UUID.class))));
    }

    private Stream<Event> events(String topic) {
        return subscriber.records(topic).stream().map(subscriber::decode);
    }

    private List<Evidence.Letter> letters() {
        return Topics.ALL.stream()
                .filter(topic -> topic.name().endsWith(Topics.DEAD_LETTER_SUFFIX))
                .flatMap(topic -> subscriber.records(topic.name()).stream())
                .map(this::letter)
                .toList();
    }

    private Evidence.Letter letter(ConsumerRecord<String, byte[]> record) {
        String topic = header(record, "dead-letter-topic");
        return new Evidence.Letter(
                header(record, "dead-letter-cause"),
                new Evidence.Source(
                        topic,
                        Integer.parseInt(header(record, "dead-letter-partition")),
                        Long.parseLong(header(record, "dead-letter-offset"))),
                topic.equals(Topics.CREDENTIAL_REQUESTED)
                        ? UUID.fromString(subscriber.decode(record).text("sub"))
                        : null);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value());
    }

    private static Evidence.Requested requested(Evidence.Source source, Event event) {
        return new Evidence.Requested(
                source,
                UUID.fromString(event.text("signup_id")),
                lowered(event.value().get("username")),
                event.value().get("sealed_password") != null,
                Intent.UNSTORABLE_NAME.equals(String.valueOf(event.value().get("real_name"))));
    }

    private static Evidence.Created created(Event event) {
        return new Evidence.Created(
                UUID.fromString(event.text("signup_id")),
                UUID.fromString(event.text("sub")),
                (Long) event.value().get("id"),
                lowered(event.value().get("username")),
                String.valueOf(event.headers().get("ce_id")));
    }

    private static Evidence.Rejected rejected(Event event) {
        return new Evidence.Rejected(
                UUID.fromString(event.text("signup_id")),
                String.valueOf(event.headers().get("ce_id")));
    }

    private static @Nullable String lowered(@Nullable Object text) {
        return text == null ? null : text.toString().toLowerCase(Locale.ROOT);
    }

    private static Evidence.Decision decision(ResultSet row) throws SQLException {
        return new Evidence.Decision(
                row.getObject("signup_id", UUID.class),
                row.getString("outcome").equals("created"),
                row.getObject("sub", UUID.class),
                Set.copyOf(new HashSet<>(
                        List.of((String[]) row.getArray("violations").getArray()))),
                new Evidence.Source(
                        row.getString("source_topic"), row.getInt("source_partition"), row.getLong("source_offset")));
    }

    private static Evidence.User user(ResultSet row) throws SQLException {
        return new Evidence.User(
                row.getObject("sub", UUID.class),
                row.getObject("signup_id", UUID.class),
                row.getLong("id"),
                row.getString("username_key"),
                row.getString("email_key"),
                row.getString("ext_id_key"),
                row.getString("credential"),
                row.getBoolean("hashed"),
                row.getBoolean("owed_mail"));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String query, Reading<T> reading) {
        try (Connection connection = installation.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reading.of(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not tell", e);
        }
    }
}
