package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing secret is readable in Kafka or in logs. */
class SecretsIT {

    private static final String SECRET = "Tell-No-One-" + Person.fresh().name();

    private final RunningStack stack = RunningStack.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signup.requested",
                "user.created",
                "signup.replies",
                "credential.requested",
                "mail.requested",
                "notification.outcomes"
            })
    void noRecordHoldsThePasswordOrALinkThatActs(String topic) {
        Person person = signedUp();
        String link = stack.mails().theOneTo(person.email()).link().toString();
        String token = link.substring(link.lastIndexOf('/') + 1);

        assertThat(stack.subscriber().records(topic))
                .allSatisfy(record -> assertThat(new String(record.value(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(SECRET)
                        .doesNotContain(token));
    }

    @Test
    void noLogHoldsThePasswordTheAddressOrTheLink() throws IOException {
        Person person = signedUp();
        String link = stack.mails().theOneTo(person.email()).link().toString();
        String token = link.substring(link.lastIndexOf('/') + 1);

        try (Stream<Path> files = Files.walk(stack.data())) {
            List<Path> logs = files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> !file.toString().contains("postgres")
                            && !file.toString().contains("kafka"))
                    .toList();
            assertThat(logs).isNotEmpty();
            for (Path log : logs) {
                assertThat(Files.readString(log))
                        .as(log.toString())
                        .doesNotContain(SECRET)
                        .doesNotContain(person.email())
                        .doesNotContain(token);
            }
        }
    }

    private Person signedUp() {
        Person person = Person.fresh();
        assertThat(stack.api()
                        .post(
                                "/api/v2/account/create/",
                                """
                                {"username":"%s","email":"%s","password":"%s"}""".formatted(person.username(), person.email(), SECRET),
                                "Authorization",
                                "Bearer " + RunningStack.token("admin"))
                        .statusCode())
                .isEqualTo(201);
        return person;
    }
}
