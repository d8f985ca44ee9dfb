package signup.acceptance.blocking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.acceptance.RunningStack;
import signup.local.ExtractedJar;

/** That a blocking call would be noticed, among the libraries of the packaged ingress; and that its JVM has the agent. */
class NoBlockingIT {

    @Test
    void aBlockingCallOnTheEventLoopGoesOnAndFailsTheTestsWithItsStack(@TempDir Path folder) throws Exception {
        WatchedEventLoops watched = WatchedEventLoops.in(folder);

        assertThat(run(BlockedEventLoop.class, watched.javaOptions(folder), folder))
                .endsWith("slept\n");

        assertThatThrownBy(() -> NoBlocking.assertNoneBlocks(watched))
                .hasMessageContaining("blocking calls on the event loop of an ingress")
                .hasMessageContaining("reactor-http")
                .hasMessageContaining("Blocking call! java.lang.Thread.sleep")
                .hasMessageContaining(BlockedEventLoop.class.getName() + ".handle");
    }

    @Test
    void theIngressOfTheRunsStackIsWatched() {
        assertThat(RunningStack.shared().child("api-ingress").info().commandLine())
                .hasValueSatisfying(
                        command -> assertThat(command).contains(NoBlocking.INGRESSES.javaOptions(RunningStack.root())));
    }

    private static String run(Class<?> program, List<String> options, Path folder)
            throws IOException, InterruptedException {
        Path ingress = RunningStack.root().resolve("api-ingress/target/api-ingress-0.1.0-SNAPSHOT.jar");
        Path libraries = ExtractedJar.of(ingress, RunningStack.root().resolve("target/run/api-ingress"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(libraries + File.pathSeparator + WatchedEventLoops.placeOf(program));
        command.add(program.getName());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }
}
