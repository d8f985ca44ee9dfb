package signup.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterIT {

    @TempDir
    Path folder;

    @Test
    void aProcessThatAFormerStackLeftIsEnded() {
        ChildProcess left = sleeper();
        Path file = folder.resolve("processes");
        new Roster(file).add(left);

        assertThat(new Roster(file).clear(Duration.ZERO)).containsExactly("sleeper");

        assertThat(left.isAlive()).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void anotherProcessWithTheSameNumberIsLeftAlone() throws Exception {
        ChildProcess other = sleeper();
        Path file = folder.resolve("processes");
        long start = other.handle().info().startInstant().orElseThrow().toEpochMilli();
        Files.writeString(file, other.handle().pid() + " " + (start - 60_000) + " kafka\n");

        assertThat(new Roster(file).clear(Duration.ZERO)).isEmpty();

        assertThat(other.isAlive()).isTrue();
        other.kill();
    }

    @Test
    void aDamagedLineIsSkipped() throws Exception {
        Path file = folder.resolve("processes");
        Files.writeString(file, "not a process\n12");

        assertThat(new Roster(file).clear(Duration.ZERO)).isEmpty();
    }

    private ChildProcess sleeper() {
        return ChildProcess.start("sleeper", new ProcessBuilder("sleep", "600"), folder.resolve("log"), "TERM");
    }
}
