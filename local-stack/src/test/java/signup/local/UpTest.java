package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UpTest {

    @Test
    void javaOptionsThatAreEmptyAreNone() {
        assertThat(Up.options(null, Up.DEFAULT_SERVICE_OPTIONS)).isEqualTo(Up.DEFAULT_SERVICE_OPTIONS);
        assertThat(Up.options(" ", Up.DEFAULT_SERVICE_OPTIONS)).isEqualTo(Up.DEFAULT_SERVICE_OPTIONS);
        assertThat(Up.options(" -Xmx1g  -Dkey=value ", Up.DEFAULT_SERVICE_OPTIONS))
                .containsExactly("-Xmx1g", "-Dkey=value");
    }

    @Test
    void aServiceWithoutMemoryEndsAndIsStartedAgain() {
        assertThat(Up.DEFAULT_SERVICE_OPTIONS).contains("-XX:+ExitOnOutOfMemoryError");
    }

    @Test
    void theUsageNamesTheJavaOptionsThatAreUsed() throws Exception {
        assertThat(Files.readString(Path.of("..", "signup")).replaceAll("\\s+", " "))
                .contains("(default " + String.join(" ", Up.DEFAULT_SERVICE_OPTIONS) + ")");
    }
}
