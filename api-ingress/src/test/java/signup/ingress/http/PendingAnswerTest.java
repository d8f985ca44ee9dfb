package signup.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.ingress.dialect.Answer;
import signup.ingress.settings.Settings;

class PendingAnswerTest {

    private static final UUID ID = new UUID(0, 7);

    @ParameterizedTest
    @CsvSource({
        "https://signup.example.org,       ''",
        "https://signup.example.org/,      ''",
        "https://www.example.org/accounts, /accounts"
    })
    void thePlaceToLookIsWhereClientsSeeThisService(String publicUrl, String before) {
        Answer answer = new PendingAnswer(Settings.of("public-url", publicUrl)).of(ID, false);

        assertThat(answer.headers()).containsEntry("Location", before + "/signups/" + ID);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains(".example.org" + before + "/signups/" + ID + "\"");
    }
}
