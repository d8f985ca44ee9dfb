package signup.schemas;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Run by hand after a change of the schemas: {@code mvn -pl schemas test -Dtest=WriteEventsPage}. */
class WriteEventsPage {

    @Test
    void writesWhatTheSchemasSay() throws IOException {
        Files.writeString(EventsPageTest.PAGE, EventsPage.refreshed(Files.readString(EventsPageTest.PAGE)));
    }
}
