package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signup.schemas.Topic;
import signup.schemas.Topics;

/**
 * Nothing secret is readable in Kafka or in logs. People sign up with a password, are refused, confirm their address, choose
 * a password by link and come again before each topic is looked at, so that there is something to find in all but the
 * dead-letter topics.
 */
class SecretsIT {

    private static final String SECRET = "Tell-No-One-" + Person.fresh().name();
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String ADMIN = "Bearer " + RunningStack.token("admin");
    private static final String BASIC = "Basic " + DocumentedExamplesIT.basic();

    private static final List<String> TOKENS = new ArrayList<>();
    private static final List<String> ADDRESSES = new ArrayList<>();

    private static RunningStack stack;

    @BeforeAll
    static void peopleComeAndGo() throws SQLException {
        stack = RunningStack.shared();
        Person first = somebody();
        HttpResponse<String> account = signUpWithPassword(first);
        assertThat(account.statusCode()).as(account.body()).isEqualTo(201);
        assertThat(signUpWithPassword(first).statusCode()).as("once more").isEqualTo(400);
        assertThat(stack.api().submit(linkTo(first), "").statusCode()).isEqualTo(200);

        Person second = somebody();
        HttpResponse<String> registration =
                stack.api().post("/api/users/", """
                        {"first_name":"Ada","last_name":"Lovelace","email":"%s","send_registration_email":true}""".formatted(second.email()), "Authorization", BASIC);
        assertThat(registration.statusCode()).as(registration.body()).isEqualTo(201);
        assertThat(stack.api()
                        .submit(linkTo(second), "password=" + SECRET + "&confirmation=" + SECRET)
                        .statusCode())
                .as("a password chosen by link")
                .isIn(200, 302, 303);
        stack.coolDown(first.email());
        stack.api()
                .post(
                        "/signups",
                        "{\"email\":\"" + first.email() + "\",\"altcha\":\""
                                + Proof.fresh(stack.api()).payload() + "\"}");

        await().atMost(PATIENCE).until(() -> isDone(account, ADMIN) && isDone(registration, BASIC));
        await().atMost(PATIENCE).until(() -> stack.mails().to(first.email()).size() == 2);
    }

    static Stream<String> topics() {
        return Topics.ALL.stream().map(Topic::name);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void noRecordHoldsAPasswordOrALinkThatActs(String topic) {
        List<ConsumerRecord<String, byte[]>> records = stack.subscriber().records(topic);

        if (!topic.endsWith(Topics.DEAD_LETTER_SUFFIX)) {
            assertThat(records).isNotEmpty();
        }
        assertThat(records)
                .allSatisfy(record ->
                        assertThat(everythingIn(record)).doesNotContain(SECRET).doesNotContain(TOKENS));
    }

    @Test
    void noLogHoldsAPasswordAnAddressOrALink() throws IOException {
        try (Stream<Path> files = Files.walk(stack.data())) {
            List<Path> logs = files.filter(file -> isLogOfAService(stack.data().relativize(file)))
                    .toList();
            assertThat(logs).isNotEmpty();
            for (Path log : logs) {
                assertThat(Files.readString(log))
                        .as(log.toString())
                        .doesNotContain(SECRET)
                        .doesNotContain(ADDRESSES)
                        .doesNotContain(TOKENS);
            }
        }
    }

    /** Rolled ones too. */
    private static boolean isLogOfAService(Path file) {
        String name = file.toString();
        return name.matches(".*\\.log(\\.\\d+)?") && !name.contains("postgres") && !name.contains("kafka");
    }

    private static String everythingIn(ConsumerRecord<String, byte[]> record) {
        StringBuilder text = new StringBuilder(String.valueOf(record.key())).append('\n');
        Stream.concat(
                        Stream.of(record.value()),
                        Arrays.stream(record.headers().toArray()).map(header -> header.value()))
                .forEach(bytes -> text.append(new String(bytes, StandardCharsets.ISO_8859_1))
                        .append('\n'));
        return text.toString();
    }

    private static Person somebody() {
        Person person = Person.fresh();
        ADDRESSES.add(person.email());
        return person;
    }

    private static HttpResponse<String> signUpWithPassword(Person person) {
        return stack.api()
                .post(
                        "/api/v2/account/create/",
                        """
                        {"username":"%s","email":"%s","password":"%s"}""".formatted(person.username(), person.email(), SECRET),
                        "Authorization",
                        ADMIN);
    }

    private static URI linkTo(Person person) {
        URI link = stack.mails().theOneTo(person.email()).link();
        TOKENS.add(link.toString().substring(link.toString().lastIndexOf('/') + 1));
        return link;
    }

    private static boolean isDone(HttpResponse<String> signup, String authorization) {
        String id = signup.headers().firstValue("Signup-Id").orElseThrow();
        String status = stack.api()
                .get("/signups/" + id, "Authorization", authorization)
                .body();
        return status.contains("\"credential\":\"ready\"") && !status.contains("\"activated_at\":null");
    }
}
