package signup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.local.process.FreePort;
import signup.local.process.JavaCommand;

class DatabaseIT {

    @TempDir
    Path folder;

    /** Starts a server in the folder that is its argument. */
    static final class Starting {

        private Starting() {}

        public static void main(String[] arguments) {
            start(Path.of(arguments[0]));
        }
    }

    @Test
    void aFirstStartThatWasKilledHalfWayIsDoneAgain() throws Exception {
        Process first = JavaCommand.ofClass(List.of(), Starting.class.getName(), List.of(folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(this::isBegun);
        first.destroyForcibly().waitFor();

        Database second = start(folder);

        second.createDatabase("works");
        assertThat(second.process().stop(Duration.ofSeconds(20))).isTrue();
    }

    private static Database start(Path folder) {
        return Database.start(folder.resolve("postgresql"), FreePort.choose(), folder.resolve("log"), Map.of(), "INT");
    }

    /** A database's first file is there, wherever. */
    private boolean isBegun() {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.anyMatch(data -> Files.exists(data.resolve("PG_VERSION")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
