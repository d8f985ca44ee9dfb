package signup.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashIT {

    @TempDir
    Path folder;

    /** A JVM that starts a child, gives a folder to the leash, tells the child's number and waits. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            Leash.remove(folder);
            ChildProcess child = ChildProcess.start(
                    "sleeper", new ProcessBuilder("sleep", "600"), folder.resolve("log"), arguments[1]);
            System.out.println(child.handle().pid());
            System.in.read();
        }
    }

    @Test
    void aKilledParentsChildEndsAndItsFolderGoes() throws Exception {
        Path given = Files.createDirectory(folder.resolve("a folder; $(touch x) é"));
        Process parent = parent(given, "TERM");
        ProcessHandle child = childOf(parent);
        assertThat(child.isAlive()).isTrue();

        parent.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(20)).until(() -> !child.isAlive() && !Files.exists(given));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aChildThatIgnoresItsSignalIsKilled() throws Exception {
        Path given = Files.createDirectory(folder.resolve("given"));
        Process parent = parent(given, "INT");
        ProcessHandle child = childOf(parent);

        parent.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(30)).until(() -> !child.isAlive());
    }

    private static Process parent(Path folder, String signal) throws Exception {
        return JavaCommand.ofClass(List.of(), Parent.class.getName(), List.of(folder.toString(), signal))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle childOf(Process parent) throws Exception {
        BufferedReader output = new BufferedReader(new InputStreamReader(parent.getInputStream()));
        return ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
    }
}
