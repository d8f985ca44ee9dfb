package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.MessageListenerContainer;
import signup.events.ActivationRefusal;
import signup.events.ActivationRequested;
import signup.events.CredentialRequested;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.ReplyKind;
import signup.events.SealedPassword;
import signup.events.SignupReply;
import signup.events.SignupRequested;
import signup.events.UserActivated;
import signup.events.UserCreated;
import signup.local.fixture.Fixture;
import signup.schemas.Topics;

class ActivationIT {

    private static Pipeline pipeline;

    @BeforeAll
    static void start() {
        // So patient for a lock that a test's look at who waits for it does not end the wait.
        pipeline = Pipeline.started("signup.credential.argon2.memory=1MB", "signup.database.lock-timeout=8s");
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void aConfirmedAddressMakesTheUserActive() {
        UserCreated user = userOf(Signups.request().setDialect(Dialect.SAYMON).build());
        assertThat(stateOf(user)).containsExactly("pending", null, "none");
        ActivationRequested request = activation(user, UUID.randomUUID(), null);

        pipeline.send(Topics.ACTIVATION_REQUESTED, 0, request, Pipeline.awaited());

        UserActivated activated = pipeline.awaitEvents(Topics.USER_ACTIVATED, UserActivated.class, of(user), 1)
                .get(0);
        assertThat(activated.getId()).isEqualTo(user.getId());
        assertThat(activated.getEmailVerified()).isTrue();
        assertThat(pipeline.awaitReplies(request.getActivationId(), 1).get(0))
                .returns(ReplyKind.ACTIVATED, SignupReply::getKind)
                .returns(user, SignupReply::getUser);
        assertThat(stateOf(user)).element(0).isEqualTo("active");
        assertThat(stateOf(user)).element(1).isNotNull();
    }

    @Test
    void aLinkIsSpentOnceAndItsActivationHearsTheSameAgain() {
        UserCreated user = userOf(Signups.request().setDialect(Dialect.SAYMON).build());
        UUID link = UUID.randomUUID();
        ActivationRequested first = activation(user, link, null);
        ActivationRequested second = activation(user, link, null);
        RecordMetadata sent = pipeline.send(Topics.ACTIVATION_REQUESTED, 0, first, Pipeline.awaited());
        pipeline.send(Topics.ACTIVATION_REQUESTED, 0, second, Pipeline.awaited());

        assertThat(pipeline.awaitReplies(second.getActivationId(), 1).get(0))
                .returns(ReplyKind.ACTIVATION_REFUSED, SignupReply::getKind)
                .returns(ActivationRefusal.LINK_SPENT, SignupReply::getRefusal);

        pipeline.redeliver("activationContainer", "signup-activation", sent);

        assertThat(pipeline.awaitReplies(first.getActivationId(), 2))
                .satisfies(replies -> assertThat(replies.get(0)).isEqualTo(replies.get(1)))
                .allSatisfy(reply -> assertThat(reply.getKind()).isEqualTo(ReplyKind.ACTIVATED));
        assertThat(pipeline.awaitEvents(Topics.USER_ACTIVATED, UserActivated.class, of(user), 2))
                .satisfies(events -> assertThat(events.get(0)).isEqualTo(events.get(1)));
        assertThat(pipeline.awaitReplies(second.getActivationId(), 2))
                .allSatisfy(reply -> assertThat(reply.getKind()).isEqualTo(ReplyKind.ACTIVATION_REFUSED));
    }

    @Test
    void aChosenPasswordIsHashedAndTheBrowserSentOn() {
        UserCreated user = userOf(Signups.request()
                .setDialect(Dialect.AUTHENTIC)
                .setMail(new Mail(MailPurpose.REGISTRATION, "https://next.example/welcome"))
                .build());
        UUID activationId = UUID.randomUUID();
        ActivationRequested request = activation(
                user, UUID.randomUUID(), SealedPasswords.seal(Fixture.keys(), "Chosen later 1", activationId));
        request.setActivationId(activationId);
        request.setPurpose(MailPurpose.REGISTRATION);

        pipeline.send(Topics.ACTIVATION_REQUESTED, 0, request, Pipeline.awaited());

        assertThat(pipeline.awaitReplies(activationId, 1).get(0).getNextUrl())
                .isEqualTo("https://next.example/welcome");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "ready".equals(stateOf(user).get(2)));
    }

    @Test
    void theFirstLinkThatIsUsedEndsTheOthersOfItsUser() {
        UserCreated user = userOf(Signups.request().setDialect(Dialect.OPEN).build());
        ActivationRequested first = activation(user, UUID.randomUUID(), null);
        UUID activationId = UUID.randomUUID();
        ActivationRequested older = activation(
                user, UUID.randomUUID(), SealedPasswords.seal(Fixture.keys(), "Another one 2", activationId));
        older.setActivationId(activationId);
        ActivationRequested inTheSameBatch = activation(user, UUID.randomUUID(), null);
        pipeline.whileStopped("activationContainer", () -> {
            pipeline.sendLater(Topics.ACTIVATION_REQUESTED, 0, first);
            pipeline.sendLater(Topics.ACTIVATION_REQUESTED, 0, inTheSameBatch);
            pipeline.flush();
        });
        pipeline.awaitEvents(Topics.USER_ACTIVATED, UserActivated.class, of(user), 1);

        pipeline.send(Topics.ACTIVATION_REQUESTED, 0, older, Pipeline.awaited());

        assertThat(pipeline.awaitReplies(activationId, 1).get(0).getRefusal()).isEqualTo(ActivationRefusal.LINK_SPENT);
        assertThat(stateOf(user)).element(2).isEqualTo("none");
        assertThat(pipeline.query("select link_id from registration.spent_links where sub = '" + user.getSub() + "'"))
                .containsExactly(List.of(first.getLinkId().toString()));
    }

    @Test
    void whatComesWhenNobodyWaitsForItAnyMoreIsNotDone() throws Exception {
        UserCreated user = userOf(Signups.request().setDialect(Dialect.SAYMON).build());
        UUID link = UUID.randomUUID();
        UUID lateId = UUID.randomUUID();
        ActivationRequested late = activation(user, link, SealedPasswords.seal(Fixture.keys(), "Given up 1", lateId));
        late.setActivationId(lateId);
        late.setActBefore(late.getOccurredAt());
        ActivationRequested fresh = activation(user, link, null);
        fresh.setActBefore(Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MICROS));
        double expiredBefore = expired();

        pipeline.send(Topics.ACTIVATION_REQUESTED, 0, late, Pipeline.awaited());
        await().atMost(Duration.ofSeconds(20)).until(() -> expired() == expiredBefore + 1);

        assertThat(stateOf(user)).containsExactly("pending", null, "none");
        assertThat(pipeline.query("select link_id from registration.spent_links where sub = '" + user.getSub() + "'"))
                .isEmpty();

        pipeline.send(Topics.ACTIVATION_REQUESTED, 0, fresh, Pipeline.awaited());

        assertThat(pipeline.awaitReplies(fresh.getActivationId(), 1).get(0).getKind())
                .isEqualTo(ReplyKind.ACTIVATED);
        pipeline.awaitEvents(Topics.USER_ACTIVATED, UserActivated.class, of(user), 1);
        assertThat(pipeline.awaitReplies(lateId, 0)).isEmpty();
        assertThat(stateOf(user)).element(0).isEqualTo("active");
        assertThat(stateOf(user)).element(2).isEqualTo("none");
        assertThat(pipeline.events(Topics.CREDENTIAL_REQUESTED, CredentialRequested.class))
                .noneMatch(request -> request.getCauseId().equals(lateId));
    }

    @Test
    void whatIsLateLeavesTheLinkToWhoComesAfterItInTheSameBatch() {
        UserCreated user = userOf(Signups.request().setDialect(Dialect.SAYMON).build());
        UUID link = UUID.randomUUID();
        ActivationRequested late = activation(user, link, null);
        late.setActBefore(late.getOccurredAt());
        ActivationRequested fresh = activation(user, link, null);
        pipeline.whileStopped("activationContainer", () -> {
            pipeline.sendLater(Topics.ACTIVATION_REQUESTED, 0, late);
            pipeline.sendLater(Topics.ACTIVATION_REQUESTED, 0, fresh);
            pipeline.flush();
        });

        pipeline.awaitEvents(Topics.USER_ACTIVATED, UserActivated.class, of(user), 1);

        assertThat(pipeline.query(
                        "select activation_id from registration.spent_links where sub = '" + user.getSub() + "'"))
                .containsExactly(List.of(fresh.getActivationId().toString()));
    }

    @Test
    void whatWasDoneInTimeIsToldAgainWhenItIsDeliveredLater() {
        UserCreated user = userOf(Signups.request().setDialect(Dialect.SAYMON).build());
        ActivationRequested request = activation(user, UUID.randomUUID(), null);
        request.setActBefore(Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MICROS));
        RecordMetadata sent = pipeline.send(Topics.ACTIVATION_REQUESTED, 0, request, Pipeline.awaited());
        pipeline.awaitReplies(request.getActivationId(), 1);
        await().until(() -> Instant.now().isAfter(request.getActBefore()));

        pipeline.redeliver("activationContainer", "signup-activation", sent);

        assertThat(pipeline.awaitReplies(request.getActivationId(), 2))
                .satisfies(replies -> assertThat(replies.get(0)).isEqualTo(replies.get(1)))
                .allSatisfy(reply -> assertThat(reply.getKind()).isEqualTo(ReplyKind.ACTIVATED));
        assertThat(pipeline.awaitEvents(Topics.USER_ACTIVATED, UserActivated.class, of(user), 2))
                .satisfies(events -> assertThat(events.get(0)).isEqualTo(events.get(1)));
    }

    @Test
    void ofTwoLinksOfAUserInTwoWorkersOneIsSpent() throws SQLException {
        UserCreated user = userOf(Signups.request().setDialect(Dialect.SAYMON).build());
        ActivationRequested elsewhere = activation(user, UUID.randomUUID(), null);
        ActivationRequested here = activation(user, UUID.randomUUID(), null);

        whileAnotherWorkerHasDone(
                elsewhere, 0, () -> pipeline.send(Topics.ACTIVATION_REQUESTED, 0, here, Pipeline.awaited()));

        assertThat(pipeline.awaitReplies(here.getActivationId(), 1).get(0).getRefusal())
                .isEqualTo(ActivationRefusal.LINK_SPENT);
        assertThat(pipeline.query("select link_id from registration.spent_links where sub = '" + user.getSub() + "'"))
                .containsExactly(List.of(elsewhere.getLinkId().toString()));
    }

    /** As after a rebalance, when the worker before is slow to commit, and stops before it tells anybody. */
    @Test
    void whatAnotherWorkerIsAboutToHaveDoneInTimeIsToldThoughItIsLateByNow() throws SQLException {
        UserCreated user = userOf(Signups.request().setDialect(Dialect.SAYMON).build());
        ActivationRequested request = activation(user, UUID.randomUUID(), null);
        request.setActBefore(request.getOccurredAt().plusMillis(1));
        MessageListenerContainer listener =
                pipeline.worker().getBean("activationContainer", MessageListenerContainer.class);
        listener.stop();
        RecordMetadata sent = pipeline.send(Topics.ACTIVATION_REQUESTED, 0, request, Pipeline.awaited());
        await().until(() -> Instant.now().isAfter(request.getActBefore()));
        double expiredBefore = expired();

        whileAnotherWorkerHasDone(request, sent.offset(), listener::start);

        assertThat(pipeline.awaitReplies(request.getActivationId(), 1).get(0).getKind())
                .isEqualTo(ReplyKind.ACTIVATED);
        assertThat(pipeline.awaitEvents(Topics.USER_ACTIVATED, UserActivated.class, of(user), 1))
                .extracting(UserActivated::getOccurredAt)
                .containsExactly(request.getOccurredAt());
        assertThat(expired()).isEqualTo(expiredBefore);
    }

    @Test
    void aLinkForNobodyIsRefused() {
        ActivationRequested request = activation(
                UserCreated.newBuilder(userOf(Signups.request().build()))
                        .setSub(UUID.randomUUID())
                        .build(),
                UUID.randomUUID(),
                null);

        pipeline.send(Topics.ACTIVATION_REQUESTED, 0, request, Pipeline.awaited());

        assertThat(pipeline.awaitReplies(request.getActivationId(), 1).get(0).getRefusal())
                .isEqualTo(ActivationRefusal.USER_UNKNOWN);
    }

    private static UserCreated userOf(SignupRequested request) {
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        return pipeline.awaitCreated(request.getSignupId());
    }

    private static ActivationRequested activation(UserCreated user, UUID link, SealedPassword password) {
        return new ActivationRequested(
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                UUID.randomUUID(),
                link,
                MailPurpose.CONFIRMATION,
                user.getSub(),
                password,
                null);
    }

    /**
     * Does that while the transaction in which another worker has spent the request's link, at the moment of the request, is
     * still open; commits it when this worker waits for it.
     */
    private static void whileAnotherWorkerHasDone(ActivationRequested request, long offset, Runnable action)
            throws SQLException {
        try (Connection other =
                        DriverManager.getConnection(pipeline.database.jdbcUrl(), pipeline.database.username(), "");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update registration.users set status = 'active', email_verified_at = '"
                    + request.getOccurredAt() + "' where sub = '" + request.getSub() + "'");
            statement.execute("insert into registration.spent_links values ('" + request.getLinkId() + "', '"
                    + request.getActivationId() + "', '" + request.getSub() + "', '" + request.getPurpose() + "', '"
                    + Topics.ACTIVATION_REQUESTED + "', 0, " + offset + ", '" + request.getOccurredAt() + "')");
            action.run();
            await().until(() -> !pipeline.query("select 1 from pg_stat_activity"
                            + " where wait_event_type = 'Lock' and datname = current_database()")
                    .isEmpty());
            other.commit();
        }
    }

    private static double expired() {
        return pipeline.worker()
                .getBean(MeterRegistry.class)
                .get("signup.activation.expired")
                .counter()
                .count();
    }

    private static List<String> stateOf(UserCreated user) {
        return pipeline.query(
                        "select status, email_verified_at, credential from registration.signup_status where sub = '"
                                + user.getSub() + "'")
                .get(0);
    }

    private static Predicate<UserActivated> of(UserCreated user) {
        return activated -> activated.getSub().equals(user.getSub());
    }
}
