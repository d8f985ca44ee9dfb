package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.events.CredentialRequested;
import signup.events.SignupRequested;
import signup.local.keys.KeyFolder;
import signup.local.keys.Purpose;
import signup.registration.kafka.DeadLetterCause;
import signup.schemas.Headers;
import signup.schemas.Topics;
import signup.schemas.keys.KeyRing;

/** The key that passwords are sealed to changes while passwords are on their way. */
class KeyRotationIT {

    @TempDir
    private Path folder;

    @Test
    void passwordsOfBothKeysAreReadyAndThoseOfADestroyedKeyFailAndSpoilNothing() throws IOException {
        KeyFolder keys = new KeyFolder(folder);
        keys.provide("old");
        SignupRequested early = sealed("sealed to the old key");
        SignupRequested late = sealed("sealed to the old key, too late");
        UUID choice = UUID.randomUUID();
        var lateChoice = SealedPasswords.seal(folder, "chosen with the old key, too late", choice);
        keys.make(Purpose.PASSWORD, "new");
        keys.use(Purpose.PASSWORD, "new");
        SignupRequested fresh = sealed("sealed to the new key");
        assertThat(fresh.getSealedPassword().getKeyId()).isEqualTo("new");

        try (Pipeline pipeline = Pipeline.started(settings())) {
            UUID sub = ready(pipeline, early, "sealed to the old key");
            ready(pipeline, fresh, "sealed to the new key");

            pipeline.stopWorker();
            Files.delete(folder.resolve("password/old" + KeyRing.PRIVATE_SUFFIX));
            pipeline.startWorker(settings());

            pipeline.send(Topics.SIGNUP_REQUESTED, 0, late, Map.of());
            pipeline.awaitCredential(pipeline.awaitCreated(late.getSignupId()).getSub(), "failed");
            Instant later = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MICROS);
            RecordMetadata spoiling = pipeline.send(
                    Topics.CREDENTIAL_REQUESTED,
                    0,
                    new CredentialRequested(UUID.randomUUID(), later, sub, choice, later, lateChoice),
                    Map.of());
            assertThat(pipeline.awaitDeadLetters(spoiling, 1))
                    .allSatisfy(letter -> assertThat(Headers.text(letter.headers(), DeadLetterCause.CAUSE))
                            .isEqualTo("UNOPENABLE"));
            pipeline.awaitCredential(sub, "ready");
            assertThat(pipeline.verifies(sub, "sealed to the old key")).isTrue();
        }
    }

    private String[] settings() {
        return new String[] {"signup.credential.argon2.memory=1MB", "signup.keys.folder=" + folder};
    }

    private SignupRequested sealed(String password) {
        SignupRequested.Builder request = Signups.request();
        return request.setSealedPassword(SealedPasswords.seal(folder, password, request.getSignupId()))
                .build();
    }

    private static UUID ready(Pipeline pipeline, SignupRequested request, String password) {
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        UUID sub = pipeline.awaitCreated(request.getSignupId()).getSub();
        pipeline.awaitCredential(sub, "ready");
        assertThat(pipeline.verifies(sub, password)).isTrue();
        return sub;
    }
}
