package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The native dialect as strangers meet it: whatever is known about an address, they hear the same. */
class NativeSignupIT {

    private static final int EACH = 60;
    private static final int WARM_UP = 30;

    private final RunningStack stack = RunningStack.shared();
    private final Api api = stack.api();

    /** What may be known about an address. */
    private enum Known {
        NOTHING,
        UNCONFIRMED,
        CONFIRMED
    }

    private record Answer(int status, String body, Map<String, List<String>> headers, long nanos) {}

    @Test
    void nobodyCanTellByTheAnswerOrItsTimeWhatIsKnownAboutAnAddress() {
        List<Known> order = new ArrayList<>();
        Map<Known, List<Answer>> answers = new EnumMap<>(Known.class);
        for (Known known : Known.values()) {
            order.addAll(Collections.nCopies(EACH, known));
            answers.put(known, new ArrayList<>());
        }
        Collections.shuffle(order, new Random(7));
        String unconfirmed = address();
        post(unconfirmed);
        String confirmed = confirmedAddress();
        for (int i = 0; i < WARM_UP; i++) {
            post(address());
        }

        for (Known known : order) {
            answers.get(known)
                    .add(post(
                            switch (known) {
                                case NOTHING -> address();
                                case UNCONFIRMED -> unconfirmed;
                                case CONFIRMED -> confirmed;
                            }));
        }

        Answer any = answers.get(Known.NOTHING).get(0);
        answers.forEach((known, all) -> assertThat(all).as(known.name()).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo(any.body());
            assertThat(answer.headers()).isEqualTo(any.headers());
        }));
        Map<Known, Timings> timings = new EnumMap<>(Known.class);
        answers.forEach((known, all) -> timings.put(
                known,
                new Timings(all.stream().map(answer -> answer.nanos() / 1e6).toList())));
        timings.forEach((known, its) -> System.out.printf("[enumeration] %-11s %s%n", known, its));
        timings.forEach((known, its) -> assertThat(its.differFrom(timings.get(Known.NOTHING)))
                .as("%s differs from what nothing is known about: %s", known, timings)
                .isFalse());
    }

    @Test
    void theOwnerOfTheAddressHearsByMail() throws SQLException {
        String address = address();
        post(address);
        Mails.Mail first = stack.mails().theOneTo(address);
        assertThat(first.subject()).startsWith("Confirm your address");
        assertThat(api.open(first.link()).body())
                .as("the password is chosen where the address is confirmed")
                .contains("type=\"password\"");

        decided(send(address));
        stack.coolDown(address);
        post(address);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> stack.mails().to(address).size() == 2);
        Mails.Mail second = stack.mails().to(address).get(0);
        assertThat(second.subject()).startsWith("Confirm your address");
        assertThat(second.link()).isNotEqualTo(first.link());

        HttpResponse<String> chosen =
                api.submit(second.link(), "password=" + Person.PASSWORD + "&confirmation=" + Person.PASSWORD);
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(200);
        assertThat(api.submit(first.link(), "password=Stolen-Horse-7&confirmation=Stolen-Horse-7")
                        .statusCode())
                .as("the older link, once the newer one was used")
                .isEqualTo(410);
        stack.coolDown(address);
        post(address.toUpperCase());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> stack.mails().to(address).size() == 3);
        assertThat(stack.mails().to(address).get(0).subject()).startsWith("You already have an account");
    }

    @Test
    void theStatusSaysNoMoreThanPendingOrDone() {
        HttpResponse<String> signup = send(address());
        String id = decided(signup);
        String done = "{\"signup_id\":\"" + id + "\",\"status\":\"done\"}";
        assertThat(api.get("/signups/" + id).body()).isEqualTo(done);
        assertThat(api.get("/signups/" + id, "Authorization", "Bearer " + RunningStack.token("admin"))
                        .body())
                .isEqualTo(done);
    }

    private String decided(HttpResponse<String> signup) {
        String id = signup.headers().firstValue("Signup-Id").orElseThrow();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> api.get("/signups/" + id).body().contains("done"));
        return id;
    }

    private HttpResponse<String> send(String address) {
        String body = "{\"email\":\"" + address + "\",\"altcha\":\""
                + Proof.fresh(api).payload() + "\"}";
        HttpResponse<String> response = api.post("/signups", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return response;
    }

    private Answer post(String address) {
        String body = "{\"email\":\"" + address + "\",\"altcha\":\""
                + Proof.fresh(api).payload() + "\"}";
        long start = System.nanoTime();
        HttpResponse<String> response = api.post("/signups", body);
        long nanos = System.nanoTime() - start;
        String id = response.headers().firstValue("Signup-Id").orElse("none");
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.replaceAll((name, values) ->
                values.stream().map(value -> value.replace(id, "<id>")).toList());
        headers.remove("date");
        headers.remove("ratelimit");
        return new Answer(response.statusCode(), response.body().replace(id, "<id>"), headers, nanos);
    }

    private String confirmedAddress() {
        Person person = Person.fresh();
        HttpResponse<String> created = api.post(
                "/api/v2/sso/signup/",
                "{\"username\":\"" + person.username() + "\",\"email\":\"" + person.email() + "\"}",
                "Authorization",
                "Bearer " + RunningStack.token("admin"));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return person.email();
    }

    private static String address() {
        return Person.fresh().email();
    }
}
