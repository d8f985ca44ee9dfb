package signup.schemas.serde;

import java.nio.file.Path;
import java.util.Objects;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import signup.schemas.Topic;
import signup.schemas.Topics;

/**
 * Freezes what has changed as the next version. No test, and so not run with them; whoever releases a change of the
 * events runs {@code mvn -pl schemas test -Dtest=ReleaseSchemas} and commits what it writes.
 */
class ReleaseSchemas {

    @Test
    void release() {
        ReleasedSchemas released = new ReleasedSchemas(Path.of("src/released"));
        Topics.ALL.stream()
                .map(Topic::schema)
                .filter(Objects::nonNull)
                .map(PublishedSchema::of)
                .forEach((Schema schema) -> released.release(schema));
    }
}
