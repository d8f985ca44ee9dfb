package signup.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.NotificationOutcome;
import signup.events.NotificationState;
import signup.events.UserCreated;
import signup.local.fixture.Fixture;
import signup.local.mailbox.ReceivedMail;
import signup.notification.MisbehavingMailServer.Taken;
import signup.notification.Outcomes.Published;
import signup.notification.Worker.Row;
import signup.schemas.Headers;
import signup.schemas.Topics;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** From an event on Kafka to the mail in the mailbox and the outcome on Kafka. */
class SendingMailsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LINK = Pattern.compile("https://signup\\.example/links/([A-Za-z0-9._-]+)");
    private static final Row DONE = new Row("handed_over", 1, "", true);

    private static Worker.Setup setup;
    private static Worker worker;

    @BeforeAll
    static void start() {
        setup = Worker.Setup.withMailServer(Fixture.mailbox().smtpPort());
        worker = setup.start();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void aNewUserGetsTheMailThatIsOwed() throws Exception {
        UserCreated event =
                Events.userCreated("zoe@new.example", MailPurpose.CONFIRMATION).build();

        Events.publish(event);

        ReceivedMail mail = awaitMailTo("zoe@new.example");
        assertThat(mail.subject()).isEqualTo("Confirmez votre adresse pour Signup");
        assertThat(mail.from().address()).isEqualTo("no-reply@signup.localhost");
        assertThat(mail.text()).contains("Bonjour Zoé");
        assertThat(mail.html()).contains("Bonjour Zoé").contains("href=\"https://signup.example/links/");
        SignedJWT token = SignedJWT.parse(token(mail));
        assertThat(token.verify(new ECDSAVerifier(linkKey(token.getHeader().getKeyID()))))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getSubject())
                .isEqualTo(event.getSub().toString());
        awaitRows(event.getSub(), DONE);
    }

    @Test
    void anEventThatComesAgainOwesNoSecondMail() {
        UserCreated event = Events.userCreated("zoe@again.example", MailPurpose.REGISTRATION)
                .build();
        for (int time = 0; time < 5; time++) {
            Events.publish(event);
        }
        awaitRows(event.getSub(), DONE);

        try (Worker rewound = setup.with("spring.kafka.consumer.group-id", "rewound-" + UUID.randomUUID())
                .start()) {
            UserCreated marker = Events.userCreated("marker@again.example", MailPurpose.CONFIRMATION)
                    .build();
            Events.publish(marker);
            awaitRows(marker.getSub(), DONE);
            await().atMost(PATIENCE).until(() -> consumedToTheEnd(rewound));
        }

        assertThat(mailsTo("zoe@again.example")).hasSize(1);
    }

    @Test
    void aMailThatIsAskedForAgainGoesToTheSameUserOncePerRequest() {
        UserCreated created = Events.userCreated("zoe@resend.example", MailPurpose.CONFIRMATION)
                .build();
        Events.publish(created);
        awaitRows(created.getSub(), DONE);
        var request =
                Events.mailRequested(created.getSub(), MailPurpose.CONFIRMATION).build();

        Events.publish(request);
        Events.publish(request);

        awaitRows(created.getSub(), DONE, DONE);
        List<ReceivedMail> mails = mailsTo("zoe@resend.example");
        assertThat(mails).hasSize(2);
        assertThat(mails.get(1).subject()).isEqualTo("Confirm your address for Signup");
        assertThat(mails.get(1).text()).contains("Hello Zoé").contains("\n" + token(mails.get(1)));
        assertThat(token(mails.get(1))).isNotEqualTo(token(mails.get(0)));
    }

    @Test
    void whoIsToChooseAPasswordAndIsAskedAgainGetsALinkThatAsksForOne() throws Exception {
        UserCreated created = Events.userCreated("zoe@choose.example", MailPurpose.REGISTRATION)
                .setDialect(Dialect.SAYMON)
                .build();
        Events.publish(created);
        awaitRows(created.getSub(), DONE);

        Events.publish(Events.mailRequested(created.getSub(), MailPurpose.REGISTRATION)
                .setEmail("zoe@choose.example")
                .build());

        awaitRows(created.getSub(), DONE, DONE);
        for (ReceivedMail mail : mailsTo("zoe@choose.example")) {
            assertThat(SignedJWT.parse(token(mail)).getJWTClaimsSet().getStringClaim("purpose"))
                    .isEqualTo("registration");
        }
    }

    @Test
    void whoHasAnAccountIsToldSo() {
        UUID nobody = UUID.randomUUID();
        Events.publish(Events.mailRequested(nobody, MailPurpose.ALREADY_REGISTERED)
                .setSub(nobody)
                .setEmail("zoe@known.example")
                .build());

        ReceivedMail mail = awaitMailTo("zoe@known.example");
        assertThat(mail.subject()).isEqualTo("You already have an account at Signup");
        assertThat(mail.text()).doesNotContain("/links/");
    }

    @Test
    void anOutcomeIsPublishedAsACloudEvent() {
        UserCreated event = Events.userCreated("zoe@outcome.example", MailPurpose.CONFIRMATION)
                .build();
        Events.publish(event);
        awaitRows(event.getSub(), DONE);

        Published published = Outcomes.awaitOf(event.getSub());

        NotificationOutcome outcome = published.event();
        assertThat(outcome.getState()).isEqualTo(NotificationState.HANDED_OVER);
        assertThat(outcome.getPurpose()).isEqualTo(MailPurpose.CONFIRMATION);
        assertThat(outcome.getAttempts()).isEqualTo(1);
        assertThat(outcome.getReason()).isNull();
        assertThat(published.key()).isEqualTo(outcome.getDispatchId().toString());
        assertThat(published.header(Headers.CE_ID))
                .isEqualTo(outcome.getEventId().toString());
        assertThat(published.header(Headers.CE_TYPE)).isEqualTo("signup.NotificationOutcome.v1");
        assertThat(published.header(Headers.CE_SOURCE)).isEqualTo("/signup/notification-worker");
        assertThat(published.header(Headers.TRACEPARENT)).isEqualTo(Events.TRACEPARENT);
    }

    @Test
    void anOutcomeOfWhichItIsUnknownWhetherItWasPublishedIsPublishedAgainUnderTheSameId() {
        UserCreated event = Events.userCreated("zoe@unsure.example", MailPurpose.CONFIRMATION)
                .build();
        Events.publish(event);
        awaitRows(event.getSub(), DONE);

        worker.database()
                .sql("update notification.dispatches set due_at = now() where sub = $1")
                .bind("$1", event.getSub())
                .then()
                .block();
        awaitRows(event.getSub(), DONE);

        List<Published> published =
                await().atMost(PATIENCE).until(() -> Outcomes.of(event.getSub()), found -> found.size() == 2);
        assertThat(published.get(0).event()).isEqualTo(published.get(1).event());
    }

    @Test
    void aReplayIntoAnEmptyLedgerMailsNobody() {
        UserCreated replayed = Events.userCreated("zoe@replayed.example", MailPurpose.CONFIRMATION)
                .build();
        UserCreated stale = Events.userCreated("zoe@stale.example", MailPurpose.CONFIRMATION)
                .setOccurredAt(Instant.now().minus(Duration.ofDays(30)))
                .build();

        Events.replay(replayed);
        Events.publish(stale);

        await().atMost(PATIENCE).until(() -> consumedToTheEnd(worker));
        assertThat(worker.dispatchesOf(replayed.getSub())).isEmpty();
        assertThat(worker.dispatchesOf(stale.getSub())).isEmpty();
    }

    @Test
    void aRecordThatCannotBeReadIsLeftOutAndTheNextIsNot() throws Exception {
        UserCreated next =
                Events.userCreated("zoe@next.example", MailPurpose.CONFIRMATION).build();
        String key = next.getSub().toString();

        Events.publish(Topics.USER_CREATED, key, "no Avro".getBytes(StandardCharsets.UTF_8));
        Events.publish(Topics.USER_CREATED, key, new byte[] {0, 0, 0, 0x7F, 0x7F, 1, 2, 3});
        Events.publish(Topics.USER_CREATED, key, null);
        Events.publish(next);

        awaitRows(next.getSub(), DONE);
        assertThat(worker.get("/actuator/prometheus").body())
                .contains("signup_mails_withheld_total{reason=\"undecodable\"}");
    }

    @Test
    void whatHasNoSenseIsLeftOutOrRefusedAndTheNextIsNot() {
        UserCreated next =
                Events.userCreated("zoe@next.example", MailPurpose.CONFIRMATION).build();
        Instant beforeAllTime = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
        Instant afterAllTime = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

        for (UserCreated senseless : List.of(
                poison().setOccurredAt(beforeAllTime).build(),
                poison().setOccurredAt(afterAllTime).build(),
                poison().setEmail("\u0000@\u0000").build(),
                poison().setEmail("x".repeat(100_000) + "@next.example").build(),
                poison().setEmail("").build(),
                poison().setFirstName("\u0000").setRealName("\u0000").build(),
                poison().setLocale("\u0000").build(),
                poison().setLocale("x".repeat(100_000)).build(),
                poison().setDialect(Dialect.UNKNOWN).build(),
                poison().setMail(new Mail(MailPurpose.WELCOME, "\u0000")).build())) {
            Events.publish(
                    Topics.USER_CREATED, next.getSub().toString(), Events.encoded(Topics.USER_CREATED, senseless));
        }
        Events.publish(next);

        awaitRows(next.getSub(), DONE);
    }

    private static UserCreated.Builder poison() {
        return Events.userCreated("ada@next.example", MailPurpose.CONFIRMATION);
    }

    @Test
    void mailsOfAnEarlierWorkerThatDiedAreSentOnceUnderTheirMessageId() {
        UserCreated event =
                Events.userCreated("zoe@died.example", MailPurpose.CONFIRMATION).build();
        try (MisbehavingMailServer server = MisbehavingMailServer.start()) {
            Worker.Setup successor = Worker.Setup.withMailServer(server.port());
            Events.publish(event);
            try (Worker first = successor
                    .with("spring.mail.port", 1)
                    .with("signup.mail.retry.first-delay", "1h")
                    .start()) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(first.dispatchesOf(event.getSub()))
                                .containsExactly(new Row("pending", 0, "no connection", false)));
                asIfClaimedByAWorkerThatDied(first, event.getSub(), Duration.ofSeconds(2));
            }

            try (Worker second = successor.start()) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(second.dispatchesOf(event.getSub()))
                                .containsExactly(new Row("handed_over", 2, "", true)));
            }
            String dispatchId = Outcomes.awaitOf(event.getSub()).key();
            assertThat(server.taken("zoe@died.example"))
                    .containsExactly(new Taken("zoe@died.example", "<" + dispatchId + "@signup.localhost>"));
        }
    }

    @Test
    void aStatementDoesNotRunForEver() {
        assertThat(setting("statement_timeout")).isEqualTo("10s");
        assertThat(setting("lock_timeout")).isEqualTo("5s");
    }

    @Test
    void aWorkerIsReadyWhileItsConsumersAndThreadsLive() throws Exception {
        assertThat(worker.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(worker.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(worker.get("/actuator/prometheus").body())
                .contains("signup_mail_queue_depth", "signup_mail_queue_oldest_seconds");

        try (Worker wounded = setup.with("spring.kafka.consumer.group-id", "wounded-" + UUID.randomUUID())
                .start()) {
            var listener = (ConcurrentMessageListenerContainer<?, ?>)
                    wounded.bean(KafkaListenerEndpointRegistry.class).getListenerContainer("owed-mails");
            listener.getContainers().get(0).stop();

            await().atMost(PATIENCE).untilAsserted(() -> {
                HttpResponse<String> liveness = wounded.get("/actuator/health/liveness");
                assertThat(liveness.statusCode()).isEqualTo(503);
            });
            assertThat(wounded.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
        }
    }

    private static void asIfClaimedByAWorkerThatDied(Worker worker, UUID sub, Duration lease) {
        worker.database()
                .sql("update notification.dispatches set claim = gen_random_uuid(), attempts = 1,"
                        + " due_at = now() + make_interval(secs => $2) where sub = $1")
                .bind("$1", sub)
                .bind("$2", (double) lease.toSeconds())
                .then()
                .block();
    }

    private static String setting(String name) {
        return worker.database()
                .sql("select current_setting('" + name + "')")
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }

    private static boolean consumedToTheEnd(Worker worker) {
        return Events.isConsumedBy(worker.property("spring.kafka.consumer.group-id"));
    }

    private static void awaitRows(UUID sub, Row... rows) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(worker.dispatchesOf(sub)).containsExactly(rows));
    }

    private static ReceivedMail awaitMailTo(String address) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> mailsTo(address), mails -> !mails.isEmpty())
                .get(0);
    }

    private static List<ReceivedMail> mailsTo(String address) {
        return Fixture.mailbox().messages().stream()
                .filter(mail -> mail.recipients().contains(address))
                .toList();
    }

    private static String token(ReceivedMail mail) {
        Matcher link = LINK.matcher(mail.text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static ECPublicKey linkKey(String id) {
        Path folder = Fixture.keys().resolve("link");
        return (ECPublicKey) KeyRing.read(folder, KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("EC"))
                .find(id)
                .orElseThrow();
    }
}
