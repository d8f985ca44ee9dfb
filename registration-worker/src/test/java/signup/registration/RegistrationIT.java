package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.events.Avatar;
import signup.events.BodyMac;
import signup.events.Challenge;
import signup.events.Dialect;
import signup.events.ReplyKind;
import signup.events.SignupRejected;
import signup.events.SignupReply;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.registration.kafka.DeadLetterCause;
import signup.schemas.Headers;
import signup.schemas.Topics;

class RegistrationIT {

    private static final String CONTAINER = "registrationContainer";
    private static final String GROUP = "signup-registration";

    private static Pipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.started(
                "signup.registration.unique.authentic.email=false",
                // Pictures wait: AvatarIT has them made.
                "signup.worker.roles=registration,credential,activation");
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void aSignupBecomesAUserAnEventAndAReply() {
        SignupRequested request = Signups.request().build();

        RecordMetadata sent = pipeline.send(
                Topics.SIGNUP_REQUESTED,
                1,
                request,
                Signups.with(Pipeline.awaited(), Headers.TRACEPARENT, "00-ab-cd-01"));

        UserCreated created = pipeline.awaitCreated(request.getSignupId());
        assertThat(created.getUsername()).isEqualTo(request.getUsername());
        assertThat(created.getEmail()).isEqualTo(request.getEmail());
        assertThat(created.getExtId()).isEqualTo(request.getExtId());
        assertThat(created.getTags()).containsExactly(7L, 8L);
        assertThat(created.getAttributes()).isEqualTo(Map.of("city", "Lyon"));
        assertThat(created.getStatusAtCreation()).isEqualTo(UserStatus.ACTIVE);
        assertThat(created.getAvatarUrl()).isNull();

        SignupReply reply = pipeline.awaitReplies(request.getSignupId(), 1).get(0);
        assertThat(reply.getKind()).isEqualTo(ReplyKind.CREATED);
        assertThat(reply.getUser()).isEqualTo(created);

        var event = pipeline.records(Topics.USER_CREATED).stream()
                .filter(record ->
                        new String(record.key()).equals(created.getSub().toString()))
                .findFirst()
                .orElseThrow();
        assertThat(Headers.text(event.headers(), Headers.CE_ID))
                .isEqualTo(created.getEventId().toString());
        assertThat(Headers.text(event.headers(), Headers.CE_TYPE)).isEqualTo("signup.UserCreated.v1");
        assertThat(Headers.text(event.headers(), Headers.CE_SOURCE)).isEqualTo("/signup/registration-worker");
        assertThat(Headers.text(event.headers(), Headers.TRACEPARENT)).isEqualTo("00-ab-cd-01");

        assertThat(pipeline.query("select outcome, dialect, client, source_topic, source_partition, source_offset,"
                        + " body_mac_key, encode(body_mac, 'hex') from registration.decisions where signup_id = '"
                        + request.getSignupId() + "'"))
                .containsExactly(List.of(
                        "created",
                        "SELFCOMMUNITY_SSO",
                        "1",
                        Topics.SIGNUP_REQUESTED,
                        "1",
                        String.valueOf(sent.offset()),
                        "2026",
                        "010203"));
        assertThat(pipeline.query("select id, username_key, email_key, credential from registration.users where sub = '"
                        + created.getSub() + "'"))
                .containsExactly(List.of(
                        String.valueOf(created.getId()),
                        request.getUsername().toLowerCase(),
                        request.getEmail().toLowerCase(),
                        "none"));
    }

    @Test
    void theFirstOfTwoEqualUsernamesInABatchWins() {
        SignupRequested first = Signups.request().build();
        SignupRequested second =
                Signups.request().setUsername(first.getUsername().toUpperCase()).build();

        pipeline.whileStopped(CONTAINER, () -> {
            pipeline.send(Topics.SIGNUP_REQUESTED, 0, first, Map.of());
            pipeline.send(Topics.SIGNUP_REQUESTED, 0, second, Pipeline.awaited());
        });

        pipeline.awaitCreated(first.getSignupId());
        assertThat(pipeline.awaitRejected(second.getSignupId()).getViolations())
                .containsExactly(new Violation("username", ViolationReason.TAKEN));
        assertThat(pipeline.awaitReplies(second.getSignupId(), 1).get(0))
                .returns(ReplyKind.REJECTED, SignupReply::getKind)
                .returns(List.of(new Violation("username", ViolationReason.TAKEN)), SignupReply::getViolations);
    }

    @Test
    void theLoserLearnsEveryFieldThatIsTaken() {
        SignupRequested first = Signups.request().build();
        SignupRequested other = Signups.request().build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, first, Map.of());
        pipeline.send(Topics.SIGNUP_REQUESTED, 1, other, Map.of());
        pipeline.awaitCreated(first.getSignupId());
        pipeline.awaitCreated(other.getSignupId());

        SignupRequested loser = Signups.request()
                .setUsername(first.getUsername())
                .setEmail(other.getEmail())
                .setExtId(first.getExtId())
                .build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 2, loser, Map.of());

        assertThat(pipeline.awaitRejected(loser.getSignupId()).getViolations())
                .extracting(Violation::getField, Violation::getReason)
                .containsExactly(
                        tuple("username", ViolationReason.TAKEN),
                        tuple("email", ViolationReason.TAKEN),
                        tuple("ext_id", ViolationReason.TAKEN));
    }

    @Test
    void ofEqualEmailsInTwoPartitionsInOppositeOrdersEachIsTakenOnce() {
        int pairs = 150;
        List<SignupRequested> left = Signups.requests(pairs);
        List<SignupRequested> right = left.stream()
                .map(request -> Signups.request().setEmail(request.getEmail()).build())
                .toList();

        pipeline.whileStopped(CONTAINER, () -> {
            for (int i = 0; i < pairs; i++) {
                pipeline.sendLater(Topics.SIGNUP_REQUESTED, 0, left.get(i));
                pipeline.sendLater(Topics.SIGNUP_REQUESTED, 1, right.get(pairs - 1 - i));
            }
            pipeline.flush();
        });

        List<String> emails = left.stream().map(SignupRequested::getEmail).toList();
        List<UserCreated> created = pipeline.awaitEvents(
                Topics.USER_CREATED, UserCreated.class, user -> emails.contains(user.getEmail()), pairs);
        assertThat(created).extracting(UserCreated::getEmail).doesNotHaveDuplicates();
        List<UUID> ids = Signups.ids(left, right);
        assertThat(pipeline.awaitEvents(
                        Topics.SIGNUP_REJECTED,
                        SignupRejected.class,
                        rejection -> ids.contains(rejection.getSignupId()),
                        pairs))
                .allSatisfy(rejection -> assertThat(rejection.getViolations())
                        .containsExactly(new Violation("email", ViolationReason.TAKEN)));
    }

    @Test
    void aDialectWithoutUniquenessNeitherTakesNorChecksAKey() {
        SignupRequested first = Signups.request().setDialect(Dialect.AUTHENTIC).build();
        SignupRequested second = Signups.request()
                .setDialect(Dialect.AUTHENTIC)
                .setEmail(first.getEmail())
                .build();

        pipeline.send(Topics.SIGNUP_REQUESTED, 0, first, Map.of());
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, second, Map.of());

        pipeline.awaitCreated(first.getSignupId());
        pipeline.awaitCreated(second.getSignupId());
    }

    @Test
    void aRedeliveredRequestGivesTheSameRowsAndTheSameEvents() {
        SignupRequested created = Signups.request().build();
        SignupRequested rejected =
                Signups.request().setEmail(created.getEmail()).build();
        RecordMetadata sent = pipeline.send(Topics.SIGNUP_REQUESTED, 3, created, Pipeline.awaited());
        pipeline.send(Topics.SIGNUP_REQUESTED, 3, rejected, Pipeline.awaited());
        pipeline.awaitCreated(created.getSignupId());
        pipeline.awaitRejected(rejected.getSignupId());
        String rows = "select * from registration.signup_status where signup_id in ('" + created.getSignupId() + "', '"
                + rejected.getSignupId() + "') order by outcome";
        List<List<String>> before = pipeline.query(rows);

        pipeline.redeliver(CONTAINER, GROUP, sent);

        assertThat(pipeline.awaitEvents(
                        Topics.USER_CREATED,
                        UserCreated.class,
                        user -> user.getSignupId().equals(created.getSignupId()),
                        2))
                .satisfies(events -> assertThat(events.get(0)).isEqualTo(events.get(1)));
        assertThat(pipeline.awaitEvents(
                        Topics.SIGNUP_REJECTED,
                        SignupRejected.class,
                        rejection -> rejection.getSignupId().equals(rejected.getSignupId()),
                        2))
                .satisfies(events -> assertThat(events.get(0)).isEqualTo(events.get(1)));
        assertThat(pipeline.awaitReplies(created.getSignupId(), 2))
                .satisfies(replies -> assertThat(replies.get(0)).isEqualTo(replies.get(1)));
        assertThat(pipeline.query(rows)).isEqualTo(before);
    }

    @Test
    void aTwinGetsOnlyAReply() {
        SignupRequested request = Signups.request().build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Pipeline.awaited());
        UserCreated created = pipeline.awaitCreated(request.getSignupId());

        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Pipeline.awaited());

        assertThat(pipeline.awaitReplies(request.getSignupId(), 2))
                .allSatisfy(reply -> assertThat(reply.getUser()).isEqualTo(created));
        pipeline.awaitCreated(request.getSignupId());
    }

    @Test
    void twinsInOneBatchAreOneUser() {
        SignupRequested request = Signups.request().build();
        pipeline.whileStopped(CONTAINER, () -> {
            pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Pipeline.awaited());
            pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Pipeline.awaited());
        });

        pipeline.awaitReplies(request.getSignupId(), 2);
        pipeline.awaitCreated(request.getSignupId());
    }

    @Test
    void anotherBodyUnderTheSameSignupIdIsAConflictAndNothingElse() {
        SignupRequested request = Signups.request().build();
        SignupRequested other = SignupRequested.newBuilder(request)
                .setUsername("other-" + UUID.randomUUID())
                .setBodyMac(new BodyMac("2026", ByteBuffer.wrap(new byte[] {9})))
                .build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        pipeline.awaitCreated(request.getSignupId());

        pipeline.send(Topics.SIGNUP_REQUESTED, 0, other, Pipeline.awaited());

        assertThat(pipeline.awaitReplies(request.getSignupId(), 1).get(0))
                .returns(ReplyKind.IDEMPOTENCY_CONFLICT, SignupReply::getKind)
                .returns(null, SignupReply::getUser);
        pipeline.awaitCreated(request.getSignupId());
        assertThat(pipeline.query("select 1 from registration.users where username = '" + other.getUsername() + "'"))
                .isEmpty();
    }

    @Test
    void nobodyIsAnsweredWhoDoesNotWait() {
        SignupRequested late = Signups.request().build();
        SignupRequested nowhere = Signups.request().build();
        SignupRequested last = Signups.request().build();
        pipeline.send(
                Topics.SIGNUP_REQUESTED, 0, late, Map.of(Headers.REPLY_PARTITION, "0", Headers.REPLY_UNTIL, "1000"));
        pipeline.send(
                Topics.SIGNUP_REQUESTED, 0, nowhere, Signups.with(Pipeline.awaited(), Headers.REPLY_PARTITION, "4711"));
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, last, Pipeline.awaited());

        pipeline.awaitReplies(last.getSignupId(), 1);
        pipeline.awaitCreated(late.getSignupId());
        pipeline.awaitCreated(nowhere.getSignupId());
        pipeline.awaitReplies(late.getSignupId(), 0);
        pipeline.awaitReplies(nowhere.getSignupId(), 0);
    }

    @Test
    void poisonIsDeadLetteredAsItCameAndItsNeighboursAreUnharmed() {
        SignupRequested before = Signups.request().build();
        SignupRequested after = Signups.request().build();
        byte[] poison = {0, 0, 0, 0, 1, (byte) 0xff, 42};
        byte[] unknownSchema = {0, 0x7f, 0, 0, 0, 1};
        pipeline.send(Topics.SIGNUP_REQUESTED, 2, before, Map.of());
        RecordMetadata first = pipeline.sendBytes(Topics.SIGNUP_REQUESTED, 2, poison, Map.of("x", "kept"));
        RecordMetadata second = pipeline.sendBytes(Topics.SIGNUP_REQUESTED, 2, unknownSchema, Map.of());
        pipeline.send(Topics.SIGNUP_REQUESTED, 2, after, Map.of());

        pipeline.awaitCreated(before.getSignupId());
        pipeline.awaitCreated(after.getSignupId());
        assertThat(pipeline.awaitDeadLetters(first, 1)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(poison);
            assertThat(letter.key()).isEqualTo("key".getBytes());
            assertThat(Headers.text(letter.headers(), "x")).isEqualTo("kept");
            assertThat(Headers.text(letter.headers(), DeadLetterCause.CAUSE)).isEqualTo("UNDECODABLE");
        });
        pipeline.awaitDeadLetters(second, 1);
    }

    /** Compressed it is small enough for its own topic. */
    @Test
    void poisonThatIsTooLargeForADeadLetterHoldsNobodyUp() {
        SignupRequested after = Signups.request().build();
        byte[] poison = new byte[5 << 20];
        RecordMetadata source = pipeline.sendBytes(Topics.SIGNUP_REQUESTED, 2, poison, Map.of("x", "left out"));
        RecordMetadata small = pipeline.sendBytes(Topics.SIGNUP_REQUESTED, 2, new byte[] {1}, Map.of());
        pipeline.send(Topics.SIGNUP_REQUESTED, 2, after, Map.of());

        pipeline.awaitCreated(after.getSignupId());
        assertThat(pipeline.awaitDeadLetters(source, 1)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(letter.headers().lastHeader("x")).isNull();
            assertThat(Headers.text(letter.headers(), DeadLetterCause.CAUSE)).isEqualTo("UNDECODABLE");
            assertThat(Headers.text(letter.headers(), DeadLetterCause.OMITTED_BYTES))
                    .isEqualTo(String.valueOf(poison.length));
        });
        assertThat(pipeline.awaitDeadLetters(small, 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter.value()).containsExactly(1));
    }

    @Test
    void whatOnlyTheDatabaseRefusesStandsAloneAndItsClientHears() {
        pipeline.execute("alter table registration.users add constraint no_such_name"
                + " check (real_name is distinct from 'refused by the database')");
        List<SignupRequested> neighbours = Signups.requests(9);
        SignupRequested refused =
                Signups.request().setRealName("refused by the database").build();
        RecordMetadata[] sent = new RecordMetadata[1];

        pipeline.whileStopped(CONTAINER, () -> {
            neighbours.subList(0, 4).forEach(request -> pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of()));
            sent[0] = pipeline.send(Topics.SIGNUP_REQUESTED, 0, refused, Pipeline.awaited());
            neighbours.subList(4, 9).forEach(request -> pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of()));
        });

        neighbours.forEach(request -> pipeline.awaitCreated(request.getSignupId()));
        assertThat(pipeline.awaitRejected(refused.getSignupId()).getViolations())
                .containsExactly(new Violation(null, ViolationReason.INTERNAL));
        assertThat(pipeline.awaitReplies(refused.getSignupId(), 1).get(0).getKind())
                .isEqualTo(ReplyKind.REJECTED);
        assertThat(pipeline.awaitDeadLetters(sent[0], 1))
                .singleElement()
                .satisfies(letter -> assertThat(Headers.text(letter.headers(), DeadLetterCause.CAUSE))
                        .isEqualTo("UNSTORABLE"));
        assertThat(pipeline.query("select id from registration.users where username in ('"
                        + String.join(
                                "','",
                                neighbours.stream()
                                        .map(SignupRequested::getUsername)
                                        .toList())
                        + "') order by id"))
                .as("in the order of their acceptance")
                .isEqualTo(neighbours.stream()
                        .map(request -> List.of(String.valueOf(
                                pipeline.awaitCreated(request.getSignupId()).getId())))
                        .toList());
    }

    @Test
    void aChallengeIsSpentByOneSignupWhateverBecomesOfIt() {
        String challenge = UUID.randomUUID().toString();
        SignupRequested wrong =
                Signups.request().setChallenge(new Challenge(challenge, false)).build();
        SignupRequested right =
                Signups.request().setChallenge(new Challenge(challenge, true)).build();
        SignupRequested fresh = Signups.request()
                .setChallenge(new Challenge(challenge + "b", true))
                .build();

        pipeline.send(Topics.SIGNUP_REQUESTED, 0, wrong, Map.of());
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, right, Map.of());
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, fresh, Map.of());
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, fresh, Pipeline.awaited());

        assertThat(pipeline.awaitRejected(wrong.getSignupId()).getViolations())
                .containsExactly(new Violation("challenge", ViolationReason.CHALLENGE_FAILED));
        assertThat(pipeline.awaitRejected(right.getSignupId()).getViolations())
                .containsExactly(new Violation("challenge", ViolationReason.CHALLENGE_REUSED));
        assertThat(pipeline.awaitReplies(fresh.getSignupId(), 1).get(0).getKind())
                .isEqualTo(ReplyKind.CREATED);
    }

    @Test
    void aPictureWaitsToBeMadeAndItsAddressIsKnownAtOnce() {
        SignupRequested inline = Signups.request()
                .setAvatar(new Avatar("image/png", ByteBuffer.wrap(new byte[] {1, 2, (byte) 0xff}), null))
                .build();
        SignupRequested byUrl = Signups.request()
                .setAvatar(new Avatar(null, null, "https://pictures.example/1"))
                .build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, inline, Map.of());
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, byUrl, Map.of());

        UserCreated user = pipeline.awaitCreated(inline.getSignupId());
        assertThat(user.getAvatarUrl()).isEqualTo("http://signup.test/avatars/" + user.getSub());
        assertThat(pipeline.query("select state, content_type, encode(source, 'hex'), source_url from"
                        + " registration.avatars where sub = '" + user.getSub() + "'"))
                .containsExactly(Arrays.asList("pending", "image/png", "0102ff", null));
        UserCreated other = pipeline.awaitCreated(byUrl.getSignupId());
        assertThat(pipeline.query("select avatar, avatar_url from registration.signup_status where sub = '"
                        + other.getSub() + "'"))
                .containsExactly(List.of("pending", other.getAvatarUrl()));
    }

    @Test
    void theManagementPortTellsThatItIsReadyAndWhatItCounts() throws Exception {
        SignupRequested request = Signups.request().build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        pipeline.awaitCreated(request.getSignupId());

        assertThat(pipeline.get("/actuator/health/readiness")).contains("\"UP\"");
        assertThat(pipeline.get("/actuator/health/liveness")).contains("\"UP\"");
        await().untilAsserted(() -> assertThat(pipeline.get("/actuator/prometheus"))
                .contains("signup_users_total ")
                .contains("signup_rejected_total{reason=\"TAKEN\"")
                .contains("signup_dead_letters_total{")
                .contains("signup_batch_count{topic=\"signup.requested\"")
                .contains("signup_lag_seconds{topic=\"credential.requested\"")
                .contains("signup_credential_hash_seconds_count")
                .containsPattern("signup_credential_hasher.implementation=.(native|java)")
                .doesNotContain(request.getUsername()));
    }

    @Test
    void theIngressMayReadItsViewsAndNothingElse() {
        SignupRequested request = Signups.request().build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        pipeline.awaitCreated(request.getSignupId());

        assertThat(pipeline.queryAs(
                        "signup_ingress",
                        "select outcome, username, tags, avatar, credential, status_at_creation from"
                                + " registration.signup_status where signup_id = '" + request.getSignupId() + "'"))
                .containsExactly(List.of("created", request.getUsername(), "[7, 8]", "none", "none", "active"));
        assertThat(pipeline.readableBy("signup_ingress"))
                .containsExactly("avatar_content", "known_users", "signup_status");
        assertThat(pipeline.readableBy("signup_login")).containsExactly("login_credentials");
    }
}
