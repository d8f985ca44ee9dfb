package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.events.Avatar;
import signup.events.BodyMac;
import signup.events.Challenge;
import signup.events.CredentialRequested;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.ReplyKind;
import signup.events.SealedPassword;
import signup.events.SignupReply;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.local.fixture.Fixture;
import signup.registration.kafka.DeadLetterCause;
import signup.schemas.Headers;
import signup.schemas.Topics;

/** What no ingress of ours would publish: it is handled alone, its neighbours are unharmed, and their order is kept. */
class PoisonIT {

    private static final String NUL = "\u0000";
    private static final Violation INVALID = new Violation(null, ViolationReason.INVALID);
    private static final Violation INTERNAL = new Violation(null, ViolationReason.INTERNAL);
    private static final Instant REFUSED = Instant.parse("2001-01-01T00:00:00Z");
    private static final Instant BEFORE_ALL_TIME = micros(Long.MIN_VALUE);
    private static final Instant AFTER_ALL_TIME = micros(Long.MAX_VALUE);

    private static Pipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.started("signup.credential.argon2.memory=1MB");
        pipeline.execute(
                "alter table registration.users add constraint refused check (credential_at <> '" + REFUSED + "')");
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    private record Senseless(String what, SignupRequested request, Violation violation) {

        Senseless(String what, SignupRequested.Builder request, Violation violation) {
            this(what, request.build(), violation);
        }
    }

    private static List<Senseless> senseless() {
        return List.of(
                new Senseless("an unknown dialect", request().setDialect(Dialect.UNKNOWN), INVALID),
                new Senseless("no username", request().setUsername(""), invalid("username")),
                new Senseless("a blank email", request().setEmail(" \u3000"), invalid("email")),
                new Senseless("an endless username", request().setUsername("x".repeat(100_000)), invalid("username")),
                new Senseless("a long ext_id", request().setExtId("x".repeat(2_001)), invalid("ext_id")),
                new Senseless("a negative tag", request().setTags(List.of(1L, -7L)), INVALID),
                new Senseless("a tag beyond JavaScript", request().setTags(List.of(1L << 53)), INVALID),
                new Senseless("U+0000 in a username", request().setUsername("a" + NUL), invalid("username")),
                new Senseless("U+0000 in an email", request().setEmail(NUL + "@example.org"), invalid("email")),
                new Senseless("U+0000 in a name", request().setRealName("A" + NUL), INVALID),
                new Senseless("U+0000 in an attribute", request().setAttributes(Map.of("city", NUL)), INVALID),
                new Senseless("U+0000 in an attribute's name", request().setAttributes(Map.of(NUL, "x")), INVALID),
                new Senseless("U+0000 in a locale", request().setLocale("e" + NUL), INVALID),
                new Senseless("U+0000 in a link", request().setMail(new Mail(MailPurpose.NONE, NUL)), INVALID),
                new Senseless("U+0000 in a challenge", request().setChallenge(new Challenge(NUL, true)), INTERNAL),
                new Senseless(
                        "U+0000 in a picture's address",
                        request().setAvatar(new Avatar(null, null, "https://pictures.example/" + NUL)),
                        INTERNAL),
                new Senseless(
                        "U+0000 in a digest's key id",
                        request().setBodyMac(new BodyMac(NUL, ByteBuffer.wrap(new byte[] {1}))),
                        INTERNAL),
                new Senseless("accepted before all time", request().setOccurredAt(BEFORE_ALL_TIME), INVALID),
                new Senseless("accepted after all time", request().setOccurredAt(AFTER_ALL_TIME), INVALID),
                new Senseless(
                        "a request as large as Kafka takes", request().setRealName("x".repeat(1_020_000)), INVALID));
    }

    @Test
    void whatHasNoSenseIsRejectedAloneAndItsClientHears() {
        List<Senseless> poison = senseless();
        List<SignupRequested> neighbours = Signups.requests(poison.size() + 1);

        pipeline.whileStopped("registrationContainer", () -> {
            sendNeighbour(neighbours.get(0));
            for (int i = 0; i < poison.size(); i++) {
                pipeline.send(Topics.SIGNUP_REQUESTED, 0, poison.get(i).request(), Pipeline.awaited());
                sendNeighbour(neighbours.get(i + 1));
            }
        });

        assertThat(poison).allSatisfy(senseless -> {
            UUID signupId = senseless.request().getSignupId();
            assertThat(pipeline.awaitRejected(signupId).getViolations()).containsExactly(senseless.violation());
            assertThat(pipeline.awaitReplies(signupId, 1).get(0))
                    .returns(ReplyKind.REJECTED, SignupReply::getKind)
                    .returns(List.of(senseless.violation()), SignupReply::getViolations);
        });
        assertCreatedInOrder(neighbours);
    }

    private static Map<String, byte[]> undecodable() {
        byte[] event =
                pipeline.encoded(Topics.SIGNUP_REQUESTED, Signups.request().build());
        byte[] other = pipeline.encoded(
                Topics.CREDENTIAL_REQUESTED,
                new CredentialRequested(
                        UUID.randomUUID(),
                        Instant.now(),
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        Instant.now(),
                        new SealedPassword("k", ByteBuffer.allocate(1), ByteBuffer.allocate(1))));
        byte[] bent = event.clone();
        Arrays.fill(bent, 5, 12, (byte) 0xff);
        Map<String, byte[]> poison = new LinkedHashMap<>();
        poison.put("nothing", null);
        poison.put("no bytes", new byte[0]);
        poison.put("half a schema id", new byte[] {0, 0, 0});
        poison.put("text", "{\"username\":\"ada\"}".getBytes());
        poison.put("an unknown schema", new byte[] {0, 0x7f, 0, 0, 0, 1});
        poison.put("half an event", Arrays.copyOf(event, event.length / 2));
        poison.put("a bent event", bent);
        poison.put("another event", other);
        poison.put("as much as Kafka takes", new byte[1_048_400]);
        return poison;
    }

    @Test
    void whatIsNoSignupIsDeadLetteredAloneAndItsHeadersTellTheCause() {
        Map<String, byte[]> poison = undecodable();
        Map<String, RecordMetadata> sent = new HashMap<>();
        List<SignupRequested> neighbours = Signups.requests(poison.size());

        pipeline.whileStopped("registrationContainer", () -> {
            Iterator<SignupRequested> next = neighbours.iterator();
            poison.forEach((what, bytes) -> {
                sent.put(what, pipeline.sendBytes(Topics.SIGNUP_REQUESTED, 0, bytes, Map.of("x", "kept")));
                sendNeighbour(next.next());
            });
        });

        assertThat(poison).allSatisfy((what, bytes) -> {
            ConsumerRecord<byte[], byte[]> letter =
                    pipeline.awaitDeadLetters(sent.get(what), 1).get(0);
            assertThat(letter.value()).isEqualTo(bytes);
            assertThat(headers(letter))
                    .as("all that is said about it")
                    .isEqualTo(Map.of(
                            "x",
                            "kept",
                            DeadLetterCause.CAUSE,
                            "UNDECODABLE",
                            DeadLetterCause.TOPIC,
                            Topics.SIGNUP_REQUESTED,
                            DeadLetterCause.PARTITION,
                            "0",
                            DeadLetterCause.OFFSET,
                            String.valueOf(sent.get(what).offset())));
        });
        assertCreatedInOrder(neighbours);
    }

    @Test
    void anEndlessTraceIsNotPassedOn() {
        SignupRequested request = Signups.request().build();

        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of(Headers.TRACEPARENT, "0".repeat(1_040_000)));

        UserCreated user = pipeline.awaitCreated(request.getSignupId());
        assertThat(pipeline.records(Topics.USER_CREATED))
                .filteredOn(
                        record -> new String(record.key()).equals(user.getSub().toString()))
                .allSatisfy(record -> assertThat(Headers.text(record.headers(), Headers.TRACEPARENT))
                        .isNull());
    }

    private record UnusablePassword(
            String what, UUID sub, UUID cause, SealedPassword password, Instant chosenAt, String deadLetter) {

        UnusablePassword(String what, UUID cause, SealedPassword password, Instant chosenAt, String deadLetter) {
            this(what, userWithoutPassword(), cause, password, chosenAt, deadLetter);
        }
    }

    private static List<UnusablePassword> unusablePasswords() {
        UUID cause = UUID.randomUUID();
        SealedPassword good = SealedPasswords.seal(Fixture.keys(), "good", cause);
        return List.of(
                new UnusablePassword(
                        "an unknown key",
                        cause,
                        new SealedPassword("gone", good.getEncapsulatedKey(), good.getCiphertext()),
                        Instant.now(),
                        "UNOPENABLE"),
                new UnusablePassword(
                        "no ciphertext",
                        cause,
                        new SealedPassword(good.getKeyId(), good.getEncapsulatedKey(), ByteBuffer.allocate(0)),
                        Instant.now(),
                        "UNOPENABLE"),
                new UnusablePassword(
                        "a key of zeros",
                        cause,
                        new SealedPassword(good.getKeyId(), ByteBuffer.allocate(32), good.getCiphertext()),
                        Instant.now(),
                        "UNOPENABLE"),
                new UnusablePassword(
                        "as much as Kafka takes",
                        cause,
                        new SealedPassword(good.getKeyId(), good.getEncapsulatedKey(), ByteBuffer.allocate(1_048_000)),
                        Instant.now(),
                        "UNOPENABLE"),
                new UnusablePassword("chosen before all time", cause, good, BEFORE_ALL_TIME, "SENSELESS"),
                new UnusablePassword("chosen after all time", cause, good, AFTER_ALL_TIME, "SENSELESS"),
                new UnusablePassword("refused by the database", cause, good, REFUSED, "UNSTORABLE"));
    }

    @Test
    void aPasswordThatIsOfNoUseFailsAloneAndIsDeadLettered() {
        List<UnusablePassword> poison = unusablePasswords();
        List<RecordMetadata> sent = new ArrayList<>();
        List<UUID> neighbours = new ArrayList<>();

        pipeline.whileStopped("credentialContainer", () -> {
            for (UnusablePassword unusable : poison) {
                sent.add(sendPassword(unusable.sub(), unusable.cause(), unusable.password(), unusable.chosenAt()));
                UUID neighbour = userWithoutPassword();
                UUID choice = UUID.randomUUID();
                sendPassword(neighbour, choice, SealedPasswords.seal(Fixture.keys(), "good", choice), Instant.now());
                neighbours.add(neighbour);
            }
        });

        for (int i = 0; i < poison.size(); i++) {
            assertThat(pipeline.awaitDeadLetters(sent.get(i), 1))
                    .extracting(letter -> Headers.text(letter.headers(), DeadLetterCause.CAUSE))
                    .as(poison.get(i).what())
                    .containsExactly(poison.get(i).deadLetter());
        }
        poison.forEach(unusable -> pipeline.awaitCredential(unusable.sub(), "failed"));
        neighbours.forEach(neighbour -> pipeline.awaitCredential(neighbour, "ready"));
    }

    private static void sendNeighbour(SignupRequested neighbour) {
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, neighbour, Map.of());
    }

    private static void assertCreatedInOrder(List<SignupRequested> neighbours) {
        assertThat(neighbours)
                .extracting(
                        request -> pipeline.awaitCreated(request.getSignupId()).getId())
                .isSorted();
    }

    private static RecordMetadata sendPassword(UUID sub, UUID cause, SealedPassword password, Instant chosenAt) {
        return pipeline.send(
                Topics.CREDENTIAL_REQUESTED,
                0,
                new CredentialRequested(UUID.randomUUID(), Instant.now(), sub, cause, chosenAt, password),
                Map.of());
    }

    private static UUID userWithoutPassword() {
        SignupRequested request = Signups.request().build();
        sendNeighbour(request);
        return pipeline.awaitCreated(request.getSignupId()).getSub();
    }

    private static SignupRequested.Builder request() {
        return Signups.request();
    }

    private static Violation invalid(String field) {
        return new Violation(field, ViolationReason.INVALID);
    }

    private static Instant micros(long sinceEpoch) {
        return Instant.EPOCH.plus(sinceEpoch, ChronoUnit.MICROS);
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value()));
        }
        return headers;
    }
}
