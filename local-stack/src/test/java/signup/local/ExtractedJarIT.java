package signup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.local.process.JavaCommand;

class ExtractedJarIT {

    @TempDir
    Path folder;

    private Path jar;

    /** Stands in for Spring Boot's tool: {@code extract --force --destination <folder>}. */
    static final class StubTool {

        private StubTool() {}

        public static void main(String[] arguments) throws IOException {
            Path jar = Path.of(System.getProperty("java.class.path"));
            Files.copy(jar, Path.of(arguments[3]).resolve(jar.getFileName()));
        }
    }

    /** Another stack: uses the jar until its input ends. */
    static final class OtherStack {

        private OtherStack() {}

        public static void main(String[] arguments) throws IOException {
            System.out.println(ExtractedJar.of(Path.of(arguments[0]), Path.of(arguments[1])));
            System.in.read();
        }
    }

    @BeforeEach
    void firstBuild() throws IOException {
        jar = folder.resolve("service.jar");
        build(1);
    }

    @Test
    void whatAnotherStackRunsStaysUntilItEnds() throws Exception {
        Process other = JavaCommand.ofClass(
                        List.of(), OtherStack.class.getName(), List.of(jar.toString(), run().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Path first = Path.of(other.inputReader().readLine());

        build(2);
        Path second = ExtractedJar.of(jar, run());
        assertThat(second).isNotEqualTo(first);
        assertThat(first).exists();

        other.getOutputStream().close();
        other.waitFor();
        build(3);
        Path third = ExtractedJar.of(jar, run());
        assertThat(first.getParent()).doesNotExist();
        assertThat(List.of(second, third)).allMatch(Files::exists);
    }

    @Test
    void anExtractionThatFailsIsNotTakenForDone() throws Exception {
        StubJar.write(jar, OtherStack.class, Map.of("Spring-Boot-Version", "4"));

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> ExtractedJar.of(jar, run()))
                    .hasMessageContaining("cannot be extracted")
                    .hasRootCauseMessage("Spring Boot's tool has ended with 1");
        }
    }

    private Path run() {
        return folder.resolve("run");
    }

    /** As a reproducible build: what it makes differs in its content only. */
    private void build(int number) throws IOException {
        StubJar.write(jar, StubTool.class, Map.of("Spring-Boot-Version", "4", "Build", String.valueOf(number)));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
    }
}
