package signup.acceptance.subscribing;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Run by hand after a change of an example: {@code mvn -pl acceptance test -Dtest=WriteSubscribingPage}. */
class WriteSubscribingPage {

    @Test
    void quotesTheExamplesAsTheyAre() throws IOException {
        Files.writeString(SubscribingPage.FILE, SubscribingPage.refreshed());
    }
}
