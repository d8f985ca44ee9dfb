package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.events.CredentialRequested;
import signup.events.SealedPassword;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.local.fixture.Fixture;
import signup.registration.kafka.DeadLetterCause;
import signup.schemas.Headers;
import signup.schemas.Topics;

class CredentialIT {

    private static final String CONTAINER = "credentialContainer";

    private static Pipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.started("signup.credential.argon2.memory=1MB");
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void aPasswordFollowsItsUser() {
        SignupRequested request = requestWithPassword("Correct horse ✓");

        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());

        UserCreated user = pipeline.awaitCreated(request.getSignupId());
        pipeline.awaitCredential(user.getSub(), "ready");
        assertThat(pipeline.passwordHashOf(user.getSub())).startsWith("$argon2id$v=19$m=1024,t=2,p=1$");
        assertThat(pipeline.verifies(user.getSub(), "Correct horse ✓")).isTrue();
        assertThat(pipeline.verifies(user.getSub(), "Correct horse")).isFalse();
        assertThat(pipeline.queryAs(
                        "signup_login",
                        "select status from registration.login_credentials where sub = '" + user.getSub() + "'"))
                .containsExactly(List.of("active"));
    }

    @Test
    void theNewestPasswordWinsInWhateverOrderTheyCome() {
        UUID sub = userWithoutPassword();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

        pipeline.whileStopped(CONTAINER, () -> {
            send(sub, "newest", now);
            send(sub, "older", now.minusSeconds(1));
        });
        pipeline.awaitCredential(sub, "ready");
        assertThat(pipeline.verifies(sub, "newest")).isTrue();

        send(sub, "oldest", now.minusSeconds(2));
        send(sub, "the very newest", now.plusSeconds(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> pipeline.verifies(sub, "the very newest"));
    }

    @Test
    void whatCannotBeOpenedIsDeadLetteredAndNeverSpoilsAReadyOne() {
        UUID withNone = userWithoutPassword();
        UUID withOne = userWithoutPassword();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        send(withOne, "good", now);
        pipeline.awaitCredential(withOne, "ready");

        RecordMetadata otherCause = send(withNone, UUID.randomUUID(), sealed("x", UUID.randomUUID()), now);
        SealedPassword unknownKey = sealed("x", withOne);
        unknownKey.setKeyId("destroyed");
        RecordMetadata keyless = send(withOne, withOne, unknownKey, now.plusSeconds(1));

        assertThat(pipeline.awaitDeadLetters(otherCause, 1))
                .allSatisfy(letter -> assertThat(Headers.text(letter.headers(), DeadLetterCause.CAUSE))
                        .isEqualTo("UNOPENABLE"));
        pipeline.awaitDeadLetters(keyless, 1);
        pipeline.awaitCredential(withNone, "failed");
        pipeline.awaitCredential(withOne, "ready");
        assertThat(pipeline.verifies(withOne, "good")).isTrue();
    }

    @Test
    void aPasswordForNobodyIsDeadLettered() {
        UUID nobody = UUID.randomUUID();

        RecordMetadata sent = send(nobody, "x", Instant.now());

        assertThat(pipeline.awaitDeadLetters(sent, 1))
                .allSatisfy(letter -> assertThat(Headers.text(letter.headers(), DeadLetterCause.CAUSE))
                        .isEqualTo("USER_UNKNOWN"));
    }

    @Test
    void aRedeliveredPasswordIsNotHashedAgain() {
        UUID sub = userWithoutPassword();
        RecordMetadata sent = send(sub, "once", Instant.now().truncatedTo(ChronoUnit.MICROS));
        pipeline.awaitCredential(sub, "ready");
        String hash = pipeline.passwordHashOf(sub);

        pipeline.redeliver(CONTAINER, "signup-credential", sent);
        UUID next = userWithoutPassword();
        send(next, "after", Instant.now());

        pipeline.awaitCredential(next, "ready");
        assertThat(pipeline.passwordHashOf(sub)).isEqualTo(hash);
    }

    private static UUID userWithoutPassword() {
        SignupRequested request = Signups.request().build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        return pipeline.awaitCreated(request.getSignupId()).getSub();
    }

    static SignupRequested requestWithPassword(String password) {
        SignupRequested.Builder request = Signups.request();
        return request.setSealedPassword(sealed(password, request.getSignupId()))
                .build();
    }

    private static SealedPassword sealed(String password, UUID causeId) {
        return SealedPasswords.seal(Fixture.keys(), password, causeId);
    }

    private static RecordMetadata send(UUID sub, String password, Instant chosenAt) {
        UUID causeId = UUID.randomUUID();
        return send(sub, causeId, sealed(password, causeId), chosenAt);
    }

    private static RecordMetadata send(UUID sub, UUID causeId, SealedPassword password, Instant chosenAt) {
        return pipeline.send(
                Topics.CREDENTIAL_REQUESTED,
                0,
                new CredentialRequested(UUID.randomUUID(), chosenAt, sub, causeId, chosenAt, password),
                Map.of());
    }
}
