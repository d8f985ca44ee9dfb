package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.pool.ConnectionPool;
import java.util.List;
import org.junit.jupiter.api.Test;
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
            assertThat(pipeline.query("select count(*) from registration.users"))
                    .isEqualTo(List.of(List.of("0")));
            assertThat(pipeline.query("select count(*) from registration.decisions"))
                    .isEqualTo(List.of(List.of("0")));
            assertThat(pipeline.records(Topics.USER_CREATED)).isEmpty();
        }
    }
}
