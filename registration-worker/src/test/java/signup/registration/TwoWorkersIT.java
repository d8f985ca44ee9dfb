package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import signup.events.SignupRejected;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.schemas.Topics;

/** Two workers on one database take signups with equal identities at the same time. */
class TwoWorkersIT {

    private static final int PAIRS = 400;
    private static final String[] TWO_CONSUMERS = {
        "signup.registration.concurrency=2", "signup.registration.max-poll-records=50"
    };

    private Pipeline pipeline;
    private ConfigurableApplicationContext second;

    @BeforeEach
    void start() {
        pipeline = Pipeline.started(TWO_CONSUMERS);
        second = pipeline.newWorker(TWO_CONSUMERS);
        Pipeline.awaitConsumers("signup-registration", 4);
    }

    @AfterEach
    void stop() {
        second.close();
        pipeline.close();
    }

    /** In opposite orders, so that what one transaction has the other waits for, and the other way round. */
    @Test
    void ofEqualIdentitiesExactlyOneWinsAndTheOtherIsToldEveryFieldThatWasTaken() {
        List<SignupRequested> left = Signups.requests(PAIRS);
        List<SignupRequested> right = left.stream()
                .map(request -> Signups.request()
                        .setEmail(request.getEmail())
                        .setExtId(request.getExtId())
                        .build())
                .toList();

        for (int i = 0; i < PAIRS; i++) {
            pipeline.sendLater(Topics.SIGNUP_REQUESTED, i % 2, left.get(i));
            pipeline.sendLater(Topics.SIGNUP_REQUESTED, 2 + i % 2, right.get(PAIRS - 1 - i));
        }
        pipeline.flush();

        Set<String> emails = left.stream().map(SignupRequested::getEmail).collect(Collectors.toSet());
        Set<UUID> ids = Set.copyOf(Signups.ids(left, right));
        List<UserCreated> created = pipeline.awaitEvents(
                Topics.USER_CREATED, UserCreated.class, user -> emails.contains(user.getEmail()), PAIRS);
        assertThat(created).extracting(UserCreated::getEmail).doesNotHaveDuplicates();
        assertThat(pipeline.awaitEvents(
                        Topics.SIGNUP_REJECTED,
                        SignupRejected.class,
                        rejection -> ids.contains(rejection.getSignupId()),
                        PAIRS))
                .allSatisfy(rejection -> assertThat(rejection.getViolations())
                        .containsExactly(
                                new Violation("email", ViolationReason.TAKEN),
                                new Violation("ext_id", ViolationReason.TAKEN)));
        assertThat(pipeline.query("select count(*) from registration.users where email in ('"
                        + String.join("','", emails) + "')"))
                .containsExactly(List.of(String.valueOf(PAIRS)));
    }
}
