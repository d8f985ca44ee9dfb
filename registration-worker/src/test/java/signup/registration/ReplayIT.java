package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signup.events.Challenge;
import signup.events.Dialect;
import signup.events.SignupRejected;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.schemas.Headers;
import signup.schemas.Topics;

/** What operators do with {@code ./signup ops}. */
class ReplayIT {

    private static final List<String> OUTPUTS = Topics.ALL.stream()
            .map(topic -> topic.name())
            .filter(name -> !name.equals(Topics.SIGNUP_REQUESTED))
            .toList();

    private static final String CONTAINER = "registrationContainer";

    private static Pipeline pipeline;

    private Instant begun;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.started("signup.credential.argon2.memory=1MB");
        pipeline.execute("alter table registration.users add constraint no_such_name"
                + " check (real_name is distinct from 'refused by the database')");
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @BeforeEach
    void leaveOthersRecordsBehind() {
        SignupRequested last = Signups.request().build();
        IntStream.range(0, 4)
                .forEach(partition -> pipeline.send(Topics.SIGNUP_REQUESTED, partition, last, Pipeline.awaited()));
        pipeline.awaitReplies(last.getSignupId(), 4);
        begun = afterNow();
    }

    @Test
    void aReplayIntoTheSameDatabaseChangesNothingAndTellsNobody() {
        SignupRequested withPassword = CredentialIT.requestWithPassword("Correct horse");
        SignupRequested loser = taking(withPassword);
        List<SignupRequested> others = Signups.requests(20);
        send(0, withPassword);
        send(0, loser);
        others.forEach(request -> send(1, request));
        send(1, others.get(0));
        pipeline.awaitRejected(loser.getSignupId());
        others.forEach(request -> pipeline.awaitCreated(request.getSignupId()));
        pipeline.awaitCredential(withPassword, "ready");
        Map<String, String> rows = checksums();
        List<Integer> events = published();

        OperatorRun run = replay();

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.count("read")).isEqualTo(23);
        assertThat(run.count("found")).isEqualTo(23);
        assertThat(run.count("created")).isZero();
        assertThat(run.count("published")).isZero();
        assertThat(checksums()).isEqualTo(rows);
        assertThat(published()).isEqualTo(events);
    }

    @Test
    void aReplayIntoAnEmptyDatabaseGivesTheSameUsersAndTheRefusedStayRefused() {
        SignupRequested holder = Signups.request().build();
        send(0, holder);
        pipeline.awaitCreated(holder.getSignupId());
        Instant from = afterNow();
        SignupRequested withPassword = CredentialIT.requestWithPassword("Correct horse");
        SignupRequested loser =
                Signups.request().setEmail(withPassword.getEmail()).build();
        SignupRequested refusedByOneBefore = taking(holder);
        send(3, withPassword);
        UserCreated original = pipeline.awaitCreated(withPassword.getSignupId());
        send(0, loser);
        send(1, refusedByOneBefore);
        SignupRejected originalRefusal = pipeline.awaitRejected(loser.getSignupId());
        pipeline.awaitRejected(refusedByOneBefore.getSignupId());

        try (Pipeline empty = Pipeline.stopped()) {
            OperatorRun run = empty.operate("replay", Topics.SIGNUP_REQUESTED, "--from", from.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.count("created")).isEqualTo(1);
            assertThat(run.count("kept")).isEqualTo(2);
            UserCreated again = empty.awaitCreated(withPassword.getSignupId());
            assertThat(again.getSub()).isEqualTo(original.getSub());
            assertThat(again.getEventId()).isEqualTo(original.getEventId());
            assertThat(empty.records(Topics.USER_CREATED)).singleElement().satisfies(record -> {
                assertThat(Headers.text(record.headers(), Headers.CE_ID))
                        .isEqualTo(original.getEventId().toString());
                assertThat(Headers.text(record.headers(), Headers.REPLAY_OF)).isNotBlank();
            });
            assertThat(empty.records(Topics.CREDENTIAL_REQUESTED)).hasSize(1);
            assertThat(empty.records(Topics.SIGNUP_REJECTED))
                    .as("the world knows")
                    .isEmpty();
            assertThat(empty.query("select signup_id, outcome, violations::text, client, decided_at ="
                            + " '" + originalRefusal.getOccurredAt() + "' from registration.decisions where signup_id"
                            + " = '" + loser.getSignupId() + "'"))
                    .containsExactly(List.of(
                            loser.getSignupId().toString(),
                            "rejected",
                            "[{\"field\": \"email\", \"reason\": \"TAKEN\"}]",
                            "1",
                            "t"));
            assertThat(empty.query("select count(*) from registration.users")).containsExactly(List.of("1"));
        }
    }

    @Test
    void aSignupThatWasNeverDecidedIsDecidedAndItsClientIsLeftToTheLiveWorker() {
        SignupRequested request = Signups.request().build();

        pipeline.whileStopped(CONTAINER, () -> {
            pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Pipeline.awaited());
            assertThat(replay().count("created")).isEqualTo(1);
            assertThat(marksOf(pipeline.awaitCreated(request.getSignupId()))).containsExactly("replayed");
            pipeline.awaitReplies(request.getSignupId(), 0);
        });

        pipeline.awaitReplies(request.getSignupId(), 1);
        assertThat(marksOf(created(request, 2).get(0)))
                .as("announced for the replay, and for good")
                .containsExactly("replayed", "live");
    }

    @Test
    void aDryRunTellsWhatItWouldDoAndDoesNothing() {
        SignupRequested first = Signups.request().build();
        SignupRequested loser = taking(first);
        pipeline.whileStopped(CONTAINER, () -> {
            send(0, first);
            send(0, loser);
            send(0, first);
            Map<String, String> rows = checksums();
            List<Integer> events = published();

            OperatorRun run = replay("--rate", "1/s", "--dry-run");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.count("created")).isEqualTo(1);
            assertThat(run.count("rejected")).isEqualTo(1);
            assertThat(run.count("found")).isEqualTo(1);
            assertThat(checksums()).isEqualTo(rows);
            assertThat(published()).isEqualTo(events);
        });
    }

    @Test
    void whatIsReEmittedIsTheSameEventMarkedAsReplayed() {
        SignupRequested created = Signups.request().build();
        SignupRequested refused = taking(created);
        send(0, created);
        send(0, refused);
        UserCreated original = pipeline.awaitCreated(created.getSignupId());
        SignupRejected refusal = pipeline.awaitRejected(refused.getSignupId());
        Map<String, String> rows = checksums();

        OperatorRun run = replay("--re-emit");

        assertThat(run.count("found")).isEqualTo(2);
        assertThat(run.count("published")).isEqualTo(2);
        assertThat(created(created, 2)).containsExactly(original, original);
        assertThat(pipeline.awaitEvents(
                        Topics.SIGNUP_REJECTED,
                        SignupRejected.class,
                        event -> event.getSignupId().equals(refused.getSignupId()),
                        2))
                .containsExactly(refusal, refusal);
        assertThat(marksOf(original)).containsExactly("live", "replayed");
        assertThat(recordsOf(original))
                .extracting(record -> Headers.text(record.headers(), Headers.CE_ID))
                .containsOnly(original.getEventId().toString());
        assertThat(checksums()).isEqualTo(rows);
    }

    @Test
    void onlyWhatLiesBetweenTheBoundsIsTaken() {
        pipeline.whileStopped(CONTAINER, () -> {
            List<SignupRequested> requests = Signups.requests(3);
            Instant[] before = new Instant[3];
            for (int i = 0; i < 3; i++) {
                before[i] = afterNow();
                send(i, requests.get(i));
            }

            OperatorRun run = pipeline.operate(
                    "replay", Topics.SIGNUP_REQUESTED, "--from", before[1].toString(), "--to", before[2].toString());

            assertThat(run.count("read")).isEqualTo(1);
            assertThat(run.count("created")).isEqualTo(1);
            assertThat(pipeline.query("select signup_id from registration.decisions where signup_id in ('"
                            + requests.get(0).getSignupId() + "', '"
                            + requests.get(1).getSignupId() + "', '"
                            + requests.get(2).getSignupId() + "')"))
                    .containsExactly(List.of(requests.get(1).getSignupId().toString()));
        });
    }

    @Test
    void aRecordThatCannotBeReadIsReportedAndTheOthersAreReplayed() {
        pipeline.whileStopped(CONTAINER, () -> {
            send(2, Signups.request().build());
            RecordMetadata broken =
                    pipeline.sendBytes(Topics.SIGNUP_REQUESTED, 2, new byte[] {0, 0x7f, 0, 0, 0, 1}, Map.of());
            send(2, Signups.request().build());

            OperatorRun run = replay();

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.count("created")).isEqualTo(2);
            assertThat(run.count("undecodable")).isEqualTo(1);
            assertThat(run.out()).contains("signup.requested-2@" + broken.offset());
            assertThat(pipeline.awaitDeadLetters(broken, 0))
                    .as("it gets its dead letter when live")
                    .isEmpty();
        });
    }

    @Test
    void whatTheDatabaseRefusesInAReplayIsRefusedAloneAsWhenLive() {
        pipeline.whileStopped(CONTAINER, () -> {
            SignupRequested refused =
                    Signups.request().setRealName("refused by the database").build();
            SignupRequested neighbour = Signups.request().build();
            RecordMetadata sent = send(0, refused);
            send(0, neighbour);

            OperatorRun run = replay();

            assertThat(run.count("created")).isEqualTo(1);
            assertThat(run.count("rejected")).isEqualTo(1);
            pipeline.awaitCreated(neighbour.getSignupId());
            assertThat(pipeline.awaitRejected(refused.getSignupId()).getViolations())
                    .containsExactly(new Violation(null, ViolationReason.INTERNAL));
            pipeline.awaitDeadLetters(sent, 1);
        });
    }

    @Test
    void aChallengeBelongsToTheUserItWasSpentForAlsoWhenTheOtherIsReplayedFirst() {
        Challenge challenge = new Challenge(UUID.randomUUID().toString(), true);
        SignupRequested user = Signups.request().setChallenge(challenge).build();
        SignupRequested other = Signups.request().setChallenge(challenge).build();
        send(3, user);
        UserCreated created = pipeline.awaitCreated(user.getSignupId());
        send(0, other);
        pipeline.awaitRejected(other.getSignupId());

        try (Pipeline empty = Pipeline.stopped()) {
            OperatorRun run =
                    empty.operate("replay", Topics.SIGNUP_REQUESTED, "--from", begun.toString(), "--rate", "1/s");

            assertThat(run.count("created")).isEqualTo(1);
            assertThat(run.count("kept")).isEqualTo(1);
            assertThat(empty.awaitCreated(user.getSignupId()).getSub()).isEqualTo(created.getSub());
        }
    }

    @Test
    void whatALiveWorkerDecidesMeanwhileIsNotAnnouncedByTheReplay() {
        List<SignupRequested> requests = Signups.requests(4);
        pipeline.whileStopped(CONTAINER, () -> requests.forEach(request -> send(0, request)));
        requests.forEach(request -> pipeline.awaitCreated(request.getSignupId()));

        OperatorRun run = replay();

        assertThat(run.count("found")).isEqualTo(4);
        requests.forEach(request -> created(request, 1));
    }

    @Test
    void aDryRunIntoADatabaseWithoutTablesSaysSoAtOnce() {
        send(0, Signups.request().build());
        try (Pipeline empty = Pipeline.stopped()) {
            OperatorRun run = empty.operate("replay", Topics.SIGNUP_REQUESTED, "--from", begun.toString(), "--dry-run");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains("The database lacks this service's tables")
                    .doesNotContain("Trying again");
        }
    }

    @Test
    void aReplayThatIsToldToStopReportsAndSaysHowToGoOn() {
        List<SignupRequested> requests = Signups.requests(40);
        pipeline.whileStopped(CONTAINER, () -> {
            requests.forEach(request -> pipeline.sendLater(Topics.SIGNUP_REQUESTED, 0, request));
            pipeline.flush();
            Process job = pipeline.operateApart(
                    "replay", Topics.SIGNUP_REQUESTED, "--from", begun.toString(), "--rate", "1/s");
            pipeline.awaitCreated(requests.get(0).getSignupId());

            job.toHandle().destroy();

            await().atMost(Duration.ofSeconds(20)).until(() -> !job.isAlive());
            assertThat(job.exitValue()).isEqualTo(130);
            assertThat(job.inputReader().lines()).anyMatch(line -> line.strip().startsWith("created "));
            assertThat(job.errorReader().lines()).anyMatch(line -> line.contains("--re-emit --from"));
        });
    }

    @Test
    void whatAReplayThatWasStoppedAdvisesLeavesNoPartitionOut() {
        List<SignupRequested> requests = Signups.requests(40);
        pipeline.whileStopped(CONTAINER, () -> {
            for (int i = 0; i < requests.size(); i++) {
                send(i % 2, requests.get(i));
                afterNow();
            }
            Process job = stoppedWhen(() -> announced(requests) >= 3, "--rate", "1/s");

            OperatorRun goingOn = pipeline.operate(advisedBy(job));

            assertThat(goingOn.exitCode()).as(goingOn.err()).isZero();
            await().untilAsserted(() -> assertThat(announced(requests)).isEqualTo(requests.size()));
        });
    }

    @Test
    void whatWasDecidedAndCouldNotBeAnnouncedIsAnnouncedWhenTheAdviceIsFollowed() {
        SignupRequested request = Signups.request().build();
        pipeline.whileStopped(CONTAINER, () -> {
            send(0, request);
            Process job = stoppedWhen(
                    () -> !pipeline.query(
                                    "select from registration.users where signup_id = '" + request.getSignupId() + "'")
                            .isEmpty(),
                    "--spring.kafka.producer.properties.max.request.size=1");

            OperatorRun goingOn = pipeline.operate(advisedBy(job));

            assertThat(goingOn.exitCode()).as(goingOn.err()).isZero();
            pipeline.awaitCreated(request.getSignupId());
        });
    }

    @Test
    void aReplayRecordsNoMailThatItsOwnerWouldThenMissToday() {
        SignupRequested first = ofNativeDialect("owner-" + UUID.randomUUID() + "@example.org");
        send(0, first);
        pipeline.awaitCreated(first.getSignupId());
        pipeline.execute("update registration.users set created_at = created_at - interval '1 hour' where signup_id = '"
                + first.getSignupId() + "'");
        SignupRequested again = ofNativeDialect(first.getEmail());
        pipeline.whileStopped(CONTAINER, () -> {
            send(0, again);

            assertThat(replay().count("rejected")).isEqualTo(1);

            pipeline.awaitRejected(again.getSignupId());
            assertThat(pipeline.query(
                            "select from registration.requested_mails where signup_id = '" + again.getSignupId() + "'"))
                    .isEmpty();
        });
    }

    private static SignupRequested ofNativeDialect(String email) {
        return Signups.request()
                .setDialect(Dialect.OPEN)
                .setUsername(null)
                .setExtId(null)
                .setEmail(email)
                .build();
    }

    /** A replay in a process of its own that was told to stop then, and has ended. */
    private Process stoppedWhen(Callable<Boolean> reached, String... options) {
        Process job = pipeline.operateApart(Stream.concat(
                        Stream.of("replay", Topics.SIGNUP_REQUESTED, "--from", begun.toString()), Stream.of(options))
                .toArray(String[]::new));
        try {
            await().atMost(Duration.ofMinutes(3)).until(reached);
            job.toHandle().destroy();
            await().atMost(Duration.ofMinutes(1)).until(() -> !job.isAlive());
            return job;
        } finally {
            job.toHandle().destroyForcibly();
        }
    }

    /** The arguments with which a job that has ended says to go on. */
    private static String[] advisedBy(Process job) {
        List<String> said = job.errorReader().lines().toList();
        String advice = said.stream()
                .filter(line -> line.contains("run it again") || line.contains("To go on: the same with "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No advice in " + said));
        assertThat(advice).contains("--re-emit --from ");
        String options = advice.replaceAll(".*the same with (.*?)\\. What .*", "$1");
        return ("replay " + Topics.SIGNUP_REQUESTED + " " + options).split(" ");
    }

    /** How many of these signups the world knows as users. */
    private static long announced(List<SignupRequested> requests) {
        Set<UUID> ids = Set.copyOf(Signups.ids(requests));
        return pipeline.events(Topics.USER_CREATED, UserCreated.class).stream()
                .map(UserCreated::getSignupId)
                .filter(ids::contains)
                .distinct()
                .count();
    }

    @Test
    void wrongArgumentsAndEmptyRangesAreNamed() {
        assertThat(pipeline.operate("replay", Topics.SIGNUP_REQUESTED, "--from", "yesterday"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("\"yesterday\" is no time"));
        assertThat(pipeline.operate("replay", Topics.USER_CREATED))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("Only signup.requested can be replayed"));
        assertThat(pipeline.operate("replay", Topics.SIGNUP_REQUESTED, "--fast"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("Unknown option: '--fast'"));
        assertThat(pipeline.operate("replay", Topics.SIGNUP_REQUESTED, "--from", "2999-01-01"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(3))
                .satisfies(run -> assertThat(run.err()).contains("holds nothing from 2999-01-01T00:00:00Z to the end"));
    }

    @Test
    void aPartThatIsAwayIsNamed() {
        assertThat(OperatorRun.of(
                        "replay",
                        Topics.SIGNUP_REQUESTED,
                        "--spring.profiles.active=local",
                        "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:1/signup",
                        "--spring.r2dbc.username=postgres",
                        "--spring.flyway.url=jdbc:postgresql://127.0.0.1:1/signup"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err())
                        .contains("the database cannot be used")
                        .contains("127.0.0.1:1"));
        assertThat(OperatorRun.of(
                        "replay",
                        Topics.SIGNUP_REQUESTED,
                        "--dry-run",
                        "--spring.profiles.active=local",
                        "--spring.r2dbc.url=" + pipeline.database.r2dbcUrl(),
                        "--spring.r2dbc.username=postgres",
                        "--spring.kafka.bootstrap-servers=127.0.0.1:1"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1))
                .satisfies(run -> assertThat(run.err()).contains("Kafka cannot be used"));
    }

    @Test
    void aBackfillPublishesUsersOfTheDatabaseAsTheyWereCreated() {
        SignupRequested early = Signups.request().build();
        send(0, early);
        UserCreated first = pipeline.awaitCreated(early.getSignupId());
        Instant between = afterNow();
        SignupRequested late = CredentialIT.requestWithPassword("Correct horse");
        send(0, late);
        UserCreated second = pipeline.awaitCreated(late.getSignupId());
        pipeline.awaitCredential(late, "ready");
        Map<String, String> rows = checksums();
        List<Integer> events = published();

        OperatorRun dry = backfill(begun, "--dry-run");
        assertThat(dry.exitCode()).as(dry.err()).isZero();
        assertThat(dry.count("published")).isEqualTo(2);
        assertThat(published()).isEqualTo(events);

        OperatorRun bounded = backfill(between);
        assertThat(bounded.count("read")).isGreaterThan(2);
        assertThat(bounded.count("published")).isEqualTo(1);
        assertThat(backfill(begun, "--rate", "2/s").count("published")).isEqualTo(2);

        assertThat(created(early, 2)).containsOnly(first);
        assertThat(created(late, 3)).containsOnly(second);
        assertThat(marksOf(second)).containsExactly("live", "replayed", "replayed");
        assertThat(checksums()).isEqualTo(rows);
        assertThat(backfill(Instant.parse("2999-01-01T00:00:00Z")).exitCode()).isEqualTo(3);
    }

    private OperatorRun replay(String... options) {
        return operate("replay", Topics.SIGNUP_REQUESTED, begun, options);
    }

    private static OperatorRun backfill(Instant from, String... options) {
        return operate("backfill", Topics.USER_CREATED, from, options);
    }

    private static OperatorRun operate(String command, String topic, Instant from, String... options) {
        return pipeline.operate(Stream.concat(Stream.of(command, topic, "--from", from.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private static List<UserCreated> created(SignupRequested request, int times) {
        return pipeline.awaitEvents(
                Topics.USER_CREATED,
                UserCreated.class,
                user -> user.getSignupId().equals(request.getSignupId()),
                times);
    }

    /** Whether each record of that user came from a replay. */
    private static List<String> marksOf(UserCreated user) {
        return recordsOf(user).stream()
                .map(record -> Headers.text(record.headers(), Headers.REPLAY_OF) == null ? "live" : "replayed")
                .toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> recordsOf(UserCreated user) {
        return pipeline.records(Topics.USER_CREATED).stream()
                .filter(record -> new String(record.key()).equals(user.getSub().toString()))
                .toList();
    }

    private static RecordMetadata send(int partition, SignupRequested request) {
        return pipeline.send(Topics.SIGNUP_REQUESTED, partition, request, Map.of());
    }

    private static SignupRequested taking(SignupRequested other) {
        return Signups.request().setUsername(other.getUsername()).build();
    }

    /** A moment after all records so far and before all records to come. */
    private static Instant afterNow() {
        long last = Instant.now().toEpochMilli();
        await().until(() -> Instant.now().toEpochMilli() > last);
        return Instant.ofEpochMilli(last + 1);
    }

    /** What every table holds. */
    private static Map<String, String> checksums() {
        return Stream.of(
                        "decisions",
                        "users",
                        "spent_challenges",
                        "spent_links",
                        "avatars",
                        "requested_mails",
                        "code_uses",
                        "invite_codes",
                        "promo_codes")
                .collect(Collectors.toMap(
                        table -> table,
                        table -> pipeline.query(
                                        "select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from registration."
                                                + table + " t")
                                .get(0)
                                .get(0)));
    }

    /** How many records each topic has got, but for the one that is replayed. */
    private static List<Integer> published() {
        return OUTPUTS.stream().map(topic -> drained(topic).size()).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> drained(String topic) {
        int before = -1;
        while (before < pipeline.records(topic).size()) {
            before = pipeline.records(topic).size();
        }
        return pipeline.records(topic);
    }
}
