package signup.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileIT {

    @TempDir
    Path folder;

    @Test
    void aFormerRunsLinesAreKeptBeside() throws Exception {
        Path path = folder.resolve("kafka.log");
        LogFile.fresh(path).add("before");

        LogFile.fresh(path).add("after");

        assertThat(Files.readString(path)).isEqualTo("after\n");
        assertThat(Files.readString(folder.resolve("kafka.log.1"))).isEqualTo("before\n");
    }

    @Test
    void theTailIsTheLastLines() {
        LogFile log = LogFile.fresh(folder.resolve("kafka.log"));
        log.add("one");
        log.add("two");
        log.add("three");

        assertThat(LogFile.tail(log.path(), 2)).isEqualTo("two\nthree");
        assertThat(LogFile.tail(folder.resolve("none"), 2)).isEmpty();
    }
}
