package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In what all services are alike. */
class ServicesTest {

    @ParameterizedTest
    @ValueSource(strings = {"api-ingress", "registration-worker", "notification-worker"})
    void eachCanBeBuiltWithConfluentsSerde(String service) throws IOException {
        assertThat(read(service, "pom.xml"))
                .containsPattern("(?s)<id>confluent</id>.*<artifactId>kafka-avro-serializer</artifactId>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"api-ingress", "registration-worker", "notification-worker"})
    void eachWritesStructuredLines(String service) throws IOException {
        assertThat(read(service, "src/main/resources/application.yml"))
                .containsPattern("logging:\\s+structured:\\s+format:\\s+console: logstash");
    }

    private static String read(String service, String file) throws IOException {
        return Files.readString(Path.of("..", service).resolve(file));
    }
}
