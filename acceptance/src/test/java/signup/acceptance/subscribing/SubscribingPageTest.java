package signup.acceptance.subscribing;

import static org.assertj.core.api.Assertions.assertThat;
import static signup.acceptance.subscribing.SubscribingPage.FOLDER;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page shows the very files that the tests run. */
class SubscribingPageTest {

    private static final List<String> NOT_SHOWN = List.of("package-lock.json");

    @Test
    void everyBlockIsItsFile() {
        assertThat(SubscribingPage.text())
                .as(
                        "docs/subscribing.md; bring it up to date with: mvn -pl acceptance test -Dtest=WriteSubscribingPage")
                .isEqualTo(SubscribingPage.refreshed());
    }

    @Test
    void everyFileHasItsBlock() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> shown = files.filter(Files::isRegularFile)
                    .map(file -> FOLDER.relativize(file).toString())
                    .filter(file -> !file.contains("target/") && !file.contains("node_modules/"))
                    .filter(file -> NOT_SHOWN.stream().noneMatch(file::endsWith))
                    .filter(file -> !isTheSpringCopy(file))
                    .toList();
            assertThat(SubscribingPage.quotedFiles()).containsExactlyInAnyOrderElementsOf(shown);
        }
    }

    @Test
    void bothJavaExamplesHaveTheSameDeserializer() {
        String file = "src/main/java/com/example/users/RegistryAvroDeserializer.java";

        assertThat(SubscribingPage.read(FOLDER.resolve("spring").resolve(file)))
                .isEqualTo(SubscribingPage.read(FOLDER.resolve("java").resolve(file)));
    }

    @Test
    void theLockFileNamesNoRegistry() {
        assertThat(SubscribingPage.read(FOLDER.resolve("node/package-lock.json")))
                .contains("\"integrity\"")
                .doesNotContain("\"resolved\"");
    }

    /** It is shown once, for both. */
    private static boolean isTheSpringCopy(String file) {
        return file.startsWith("spring/") && file.endsWith("/RegistryAvroDeserializer.java");
    }
}
