package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.events.SignupRequested;
import signup.schemas.Topics;

/** What becomes of signups whose user somebody has deleted from the database. */
class RemovedUserIT {

    private static Pipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.started();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void aSignupThatComesAgainWithoutItsUserTellsNobodyAnythingAndHoldsNobodyUp() {
        SignupRequested request = Signups.request().build();
        RecordMetadata sent = pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        pipeline.awaitCreated(request.getSignupId());
        pipeline.execute("delete from registration.users where signup_id = '" + request.getSignupId() + "'");

        pipeline.redeliver("registrationContainer", "signup-registration", sent);
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Pipeline.awaited());
        SignupRequested next = Signups.request().build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, next, Map.of());

        pipeline.awaitCreated(next.getSignupId());
        pipeline.awaitCreated(request.getSignupId());
        pipeline.awaitReplies(request.getSignupId(), 0);
        assertThat(pipeline.query("select from registration.users where signup_id = '" + request.getSignupId() + "'"))
                .isEmpty();
        await().untilAsserted(() ->
                assertThat(pipeline.get("/actuator/prometheus")).containsPattern("signup_users_removed_total [1-9]"));
    }
}
