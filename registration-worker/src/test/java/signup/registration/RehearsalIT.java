package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.util.List;
import org.junit.jupiter.api.Test;
import signup.events.UserCreated;
import signup.schemas.Topics;

class RehearsalIT {

    @Test
    void aWorkerIsWarmWhenItIsReadyAndNothingOfItsRehearsalStays() {
        try (Pipeline pipeline = Pipeline.started()) {
            assertThat(pipeline.worker()
                            .getBean(ConnectionPool.class)
                            .getMetrics()
                            .orElseThrow()
                            .allocatedSize())
                    .as("a connection for each consumer of signups")
                    .isGreaterThanOrEqualTo(2);
            // What another test left in the topic is decided at once, so only the rehearsal's own are counted.
            assertThat(pipeline.query("select count(*) from registration.users where username like 'rehearsal-%'"))
                    .isEqualTo(List.of(List.of("0")));
            assertThat(pipeline.query("select count(*) from registration.decisions where client = ''"))
                    .isEqualTo(List.of(List.of("0")));
            assertThat(pipeline.events(Topics.USER_CREATED, UserCreated.class))
                    .noneMatch(event -> String.valueOf(event.getUsername()).startsWith("rehearsal-"));
        }
    }
}
