package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.events.ReplyKind;
import signup.events.SignupReply;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.schemas.Topics;

class RegistrationIT {

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
    void aSignupBecomesAUserAnEventAndAReply() {
        SignupRequested request = Signups.request().build();

        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Pipeline.awaited());

        List<UserCreated> created = pipeline.awaitEvents(Topics.USER_CREATED, UserCreated.class, 1);
        assertThat(created).singleElement().satisfies(user -> {
            assertThat(user.getSignupId()).isEqualTo(request.getSignupId());
            assertThat(user.getUsername()).isEqualTo(request.getUsername());
        });
        assertThat(pipeline.awaitEvents(Topics.SIGNUP_REPLIES, SignupReply.class, 1))
                .singleElement()
                .satisfies(reply -> {
                    assertThat(reply.getKind()).isEqualTo(ReplyKind.CREATED);
                    assertThat(reply.getUser()).isEqualTo(created.get(0));
                });
    }
}
