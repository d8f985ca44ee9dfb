package signup.benchmarks.limit;

import java.util.UUID;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** A signup of the bare prototype's: what it reads of the posted JSON and writes to Kafka. */
record BareSignup(String username, String email, String extId) {

    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** The user that it became, in an event and in the answer. */
    record User(long id, UUID sub, String username, String email, String extId) {}
}
