package signup.registration.postgres;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.registration.application.ContentionException;
import signup.registration.application.Users;
import signup.registration.model.BodyMac;
import signup.registration.model.Claims;
import signup.registration.model.Code;
import signup.registration.model.CodeKey;
import signup.registration.model.CodeUse;
import signup.registration.model.Coordinates;
import signup.registration.model.Decided;
import signup.registration.model.Decision;
import signup.registration.model.Dialect;
import signup.registration.model.MailBounds;
import signup.registration.model.NewUser;
import signup.registration.model.Profile;
import signup.registration.model.Registration;
import signup.registration.model.RequestedMail;
import signup.registration.model.TakenKeys;

/** The users and decisions in schema {@code registration}; one multi-row statement a step. */
public final class PostgresUsers implements Users {

    private final PostgresTransactions transactions;

    public PostgresUsers(PostgresTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> Mono<T> inOneTransaction(Function<Transaction, Mono<T>> work) {
        return transactions.inOne(connection -> work.apply(new PostgresTransaction(connection)));
    }

    private record PostgresTransaction(Connection connection) implements Transaction {

        private static final String DECISIONS_OF = """
                select d.signup_id, d.outcome, d.violations::text as violations, d.dialect, d.client, d.body_mac_key,
                       encode(d.body_mac, 'hex') as body_mac, d.source_topic, d.source_partition, d.source_offset,
                       d.accepted_at, d.decided_at, d.sub as decided_sub,
                       %s
                from registration.decisions d
                     left join registration.users u on u.sub = d.sub
                where d.signup_id = any ($1)
                """.formatted(UserRows.COLUMNS);

        private static final String SPEND_CHALLENGES = """
                insert into registration.spent_challenges (challenge_id, signup_id, spent_at)
                select challenge_id, signup_id, $3
                from unnest($1::text[], $2::uuid[]) with ordinality as given (challenge_id, signup_id, position)
                order by position
                on conflict do nothing
                """;

        private static final String SPENT_BY_OTHERS = """
                select given.signup_id
                from unnest($1::text[], $2::uuid[]) as given (challenge_id, signup_id)
                     join registration.spent_challenges spent using (challenge_id)
                where spent.signup_id <> given.signup_id
                """;

        private static final String INSERT_USERS = """
                insert into registration.users (
                    sub, signup_id, dialect, username, email, ext_id, real_name, first_name, last_name, role, tags,
                    attributes, locale, status_at_creation, status, avatar_url, mail_purpose, next_url, username_key,
                    email_key, ext_id_key, credential, created_at)
                select sub, signup_id, dialect, username, email, ext_id, real_name, first_name, last_name, role,
                       tags::jsonb, attributes::jsonb, locale, status, status, avatar_url, mail_purpose, next_url,
                       username_key, email_key, ext_id_key, credential, $22
                from unnest(
                         $1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                         $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
                         $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[], $21::text[])
                     with ordinality as given (
                         sub, signup_id, dialect, username, email, ext_id, real_name, first_name, last_name, role, tags,
                         attributes, locale, status, avatar_url, mail_purpose, next_url, username_key, email_key,
                         ext_id_key, credential, position)
                order by position
                on conflict do nothing
                returning sub, id
                """;

        private static final String TAKEN = """
                select 'username' as field, username_key as key
                from registration.users where username_key = any ($1)
                union all
                select 'email', email_key from registration.users where email_key = any ($2)
                union all
                select 'ext_id', ext_id_key from registration.users where ext_id_key = any ($3)
                """;

        private static final String QUEUE_AVATARS = """
                insert into registration.avatars (sub, state, content_type, source, source_url, requested_at)
                select sub, 'pending', content_type, decode(source, 'hex'), source_url, $5
                from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as given (sub, content_type, source, source_url)
                on conflict do nothing
                """;

        private static final String RECORD = """
                insert into registration.decisions (
                    signup_id, outcome, sub, violations, dialect, client, body_mac_key, body_mac, source_topic,
                    source_partition, source_offset, accepted_at, decided_at)
                select signup_id, outcome, sub, violations::jsonb, dialect, client, body_mac_key,
                       decode(body_mac, 'hex'), source_topic, source_partition, source_offset, accepted_at, decided_at
                from unnest(
                         $1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                         $9::text[], $10::int[], $11::bigint[], $12::timestamptz[], $13::timestamptz[])
                     with ordinality as given (
                         signup_id, outcome, sub, violations, dialect, client, body_mac_key, body_mac, source_topic,
                         source_partition, source_offset, accepted_at, decided_at, position)
                order by position
                on conflict do nothing
                """;

        @Override
        public Mono<Map<UUID, Decided>> decisionsOf(Collection<UUID> signupIds) {
            Statement statement = connection.createStatement(DECISIONS_OF).bind(0, signupIds.toArray(UUID[]::new));
            return Statements.rows(statement, PostgresTransaction::decided).collectMap(Decided::signupId);
        }

        @Override
        public Mono<Set<UUID>> spendChallenges(List<Registration> registrations, Instant at) {
            if (registrations.isEmpty()) {
                return Mono.just(Set.of());
            }
            Statement spend = challenges(registrations, SPEND_CHALLENGES).bind(2, at);
            return Statements.count(spend).then(Mono.defer(() -> spentByOthers(registrations)));
        }

        @Override
        public Mono<Set<UUID>> spentByOthers(List<Registration> registrations) {
            if (registrations.isEmpty()) {
                return Mono.just(Set.of());
            }
            return Statements.rows(
                            challenges(registrations, SPENT_BY_OTHERS), row -> value(row, "signup_id", UUID.class))
                    .collect(Collectors.toSet());
        }

        private Statement challenges(List<Registration> registrations, String sql) {
            return Rows.bind(registrations, connection.createStatement(sql))
                    .text(registration ->
                            Objects.requireNonNull(registration.challenge()).id())
                    .uuid(Registration::signupId)
                    .statement();
        }

        @Override
        public Mono<List<Code>> holdCodes(Collection<CodeKey> keys) {
            return new DealtCodes(connection).hold(keys);
        }

        @Override
        public Mono<List<Code>> codes(Collection<CodeKey> keys) {
            return new DealtCodes(connection).read(keys);
        }

        @Override
        public Mono<Void> useCodes(List<CodeUse> uses, Instant at) {
            return new DealtCodes(connection).use(uses, at);
        }

        @Override
        public Mono<Map<UUID, Long>> insert(List<NewUser> users, Instant at) {
            if (users.isEmpty()) {
                return Mono.just(Map.of());
            }
            Statement statement = Rows.bind(users, connection.createStatement(INSERT_USERS))
                    .uuid(NewUser::sub)
                    .uuid(user -> user.registration().signupId())
                    .text(user -> user.registration().dialect().name())
                    .text(profile(Profile::username))
                    .text(profile(Profile::email))
                    .text(profile(Profile::extId))
                    .text(profile(Profile::realName))
                    .text(profile(Profile::firstName))
                    .text(profile(Profile::lastName))
                    .text(profile(Profile::role))
                    .text(profile(profile -> Json.tags(profile.tags())))
                    .text(profile(profile -> Json.attributes(profile.attributes())))
                    .text(profile(Profile::locale))
                    .text(user -> user.status().name().toLowerCase(Locale.ROOT))
                    .text(NewUser::avatarUrl)
                    .text(profile(profile -> profile.mail().purpose().name()))
                    .text(profile(profile -> profile.mail().nextUrl()))
                    .text(user -> user.claims().username())
                    .text(user -> user.claims().email())
                    .text(user -> user.claims().extId())
                    .text(user -> user.registration().withPassword() ? "pending" : "none")
                    .all(at);
            return Statements.rows(
                            statement, row -> Map.entry(value(row, "sub", UUID.class), value(row, "id", Long.class)))
                    .collectMap(Map.Entry::getKey, Map.Entry::getValue);
        }

        private static Function<NewUser, @Nullable String> profile(Function<Profile, @Nullable String> column) {
            return user -> column.apply(user.registration().profile());
        }

        @Override
        public Mono<TakenKeys> takenOf(List<Claims> claims) {
            TakenKeys taken = new TakenKeys(new HashSet<>(), new HashSet<>(), new HashSet<>());
            if (claims.isEmpty()) {
                return Mono.just(taken);
            }
            Statement statement = connection
                    .createStatement(TAKEN)
                    .bind(0, keys(claims, Claims::username))
                    .bind(1, keys(claims, Claims::email))
                    .bind(2, keys(claims, Claims::extId));
            return Statements.rows(
                            statement,
                            row -> keysOf(taken, value(row, "field", String.class))
                                    .add(value(row, "key", String.class)))
                    .then(Mono.just(taken));
        }

        private static String[] keys(List<Claims> claims, Function<Claims, @Nullable String> key) {
            return claims.stream().map(key).filter(Objects::nonNull).distinct().toArray(String[]::new);
        }

        private static Set<String> keysOf(TakenKeys taken, String field) {
            return switch (field) {
                case "username" -> taken.usernames();
                case "email" -> taken.emails();
                default -> taken.extIds();
            };
        }

        @Override
        public Mono<Void> queueAvatars(List<NewUser> users, Instant at) {
            if (users.isEmpty()) {
                return Mono.empty();
            }
            return Statements.count(Rows.bind(users, connection.createStatement(QUEUE_AVATARS))
                            .uuid(NewUser::sub)
                            .text(user -> Objects.requireNonNull(
                                            user.registration().picture())
                                    .contentType())
                            .text(user -> Objects.requireNonNull(
                                            user.registration().picture())
                                    .hex())
                            .text(user -> Objects.requireNonNull(
                                            user.registration().picture())
                                    .url())
                            .all(at))
                    .then();
        }

        @Override
        public Mono<Void> requestMails(List<Registration> refused, MailBounds bounds, Instant at) {
            return new RequestedMails(connection).request(refused, bounds, at);
        }

        @Override
        public Mono<Map<UUID, RequestedMail>> requestedMails(Collection<UUID> signupIds) {
            return new RequestedMails(connection).of(signupIds);
        }

        @Override
        public Mono<Void> record(List<Decided> decisions) {
            Statement statement = Rows.bind(decisions, connection.createStatement(RECORD))
                    .uuid(Decided::signupId)
                    .text(decided -> decided.decision() instanceof Decision.Created ? "created" : "rejected")
                    .uuid(decided -> decided.decision() instanceof Decision.Created created
                            ? created.user().sub()
                            : null)
                    .text(decided -> decided.decision() instanceof Decision.Rejected rejected
                            ? Json.violations(rejected.violations())
                            : null)
                    .text(decided -> decided.dialect().name())
                    .text(Decided::client)
                    .text(decided -> decided.bodyMac().keyId())
                    .text(decided -> decided.bodyMac().hex())
                    .text(decided -> decided.coordinates().topic())
                    .integer(decided -> decided.coordinates().partition())
                    .number(decided -> decided.coordinates().offset())
                    .time(Decided::acceptedAt)
                    .time(Decided::decidedAt)
                    .statement();
            return Statements.count(statement)
                    .flatMap(recorded -> recorded == decisions.size()
                            ? Mono.empty()
                            : Mono.error(new ContentionException(
                                    "Another worker has decided a signup of this batch meanwhile")));
        }

        private static Decided decided(Readable row) {
            return new Decided(
                    value(row, "signup_id", UUID.class),
                    Stored.name(Dialect.class, value(row, "dialect", String.class), Dialect.UNKNOWN),
                    value(row, "client", String.class),
                    new BodyMac(value(row, "body_mac_key", String.class), value(row, "body_mac", String.class)),
                    value(row, "accepted_at", Instant.class),
                    new Coordinates(
                            value(row, "source_topic", String.class),
                            value(row, "source_partition", Integer.class),
                            value(row, "source_offset", Long.class)),
                    decision(row),
                    value(row, "decided_at", Instant.class));
        }

        private static Decision decision(Readable row) {
            if (!value(row, "outcome", String.class).equals("created")) {
                return new Decision.Rejected(Json.violations(value(row, "violations", String.class)));
            }
            return row.get("sub", UUID.class) == null
                    ? new Decision.Removed(value(row, "decided_sub", UUID.class))
                    : new Decision.Created(UserRows.user(row));
        }

        private static <T> T value(Readable row, String column, Class<T> type) {
            return UserRows.value(row, column, type);
        }
    }
}
