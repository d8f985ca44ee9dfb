package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.local.fixture.Requirement;

/** The script that makes the keys of the composed installation. */
class ComposeKeysIT {

    private static final String SCRIPT =
            Path.of("..", "deploy", "compose", "keys.sh").toAbsolutePath().toString();

    @TempDir
    Path folder;

    @Test
    void eachServiceGetsTheKeysThatItNeedsAndNoOthers() throws Exception {
        Requirement.OPENSSL.orSkip();
        List<String> command = List.of(
                "/bin/sh",
                SCRIPT,
                Files.createDirectory(folder.resolve("all")).toString(),
                folder.resolve("holders").toString());

        assertThat(succeeds(command)).isTrue();
        assertThat(succeeds(command)).as("a second time").isTrue();

        assertThat(keysOf("api-ingress"))
                .containsExactly(
                        "challenge/compose-1.secret",
                        "link/compose-1.public.pem",
                        "password/compose-1.public.pem",
                        "request/compose-1.secret");
        assertThat(keysOf("registration-worker")).containsExactly("password/compose-1.private.pem");
        assertThat(keysOf("notification-worker")).containsExactly("link/compose-1.private.pem");
    }

    private List<String> keysOf(String service) throws IOException {
        Path own = folder.resolve("holders").resolve(service);
        try (Stream<Path> files = Files.walk(own)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> own.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean succeeds(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
