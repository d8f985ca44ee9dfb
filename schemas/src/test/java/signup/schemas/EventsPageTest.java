package signup.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What subscribers read is what the schemas say. */
class EventsPageTest {

    static final Path PAGE = Path.of("../docs/events.md");

    @Test
    void thePageSaysWhatTheSchemasSay() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page)
                .as("docs/events.md; bring it up to date with: mvn -pl schemas test -Dtest=WriteEventsPage")
                .isEqualTo(EventsPage.refreshed(page));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theTableOfTopicsSaysWhatTheCatalogueSays(Topic topic) throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `" + topic.name() + "` |"))
                .toList();

        assertThat(rows).singleElement().satisfies(row -> {
            String[] cells = row.split(" \\| ");
            assertThat(cells[2]).isEqualTo(value(topic));
            assertThat(cells[3]).isEqualTo(topic.partitions() + ", " + retention(topic));
        });
    }

    static List<Topic> topics() {
        return Topics.ALL;
    }

    private static String value(Topic topic) {
        if (topic.schema() == null) {
            return "the bytes as they came";
        }
        String name = topic.schema().getName();
        return "[%s](#%s)".formatted(name, name.toLowerCase(java.util.Locale.ROOT));
    }

    private static String retention(Topic topic) {
        if (topic.retention() == null) {
            return "compacted, kept for ever";
        }
        long days = topic.retention().toDays();
        return days > 0 ? days + " days" : topic.retention().toHours() + " hour";
    }
}
