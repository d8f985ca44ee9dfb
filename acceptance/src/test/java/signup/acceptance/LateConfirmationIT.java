package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A program confirms while nobody is there to do it. */
class LateConfirmationIT {

    private final RunningStack stack = RunningStack.shared();
    private final Person person = Person.fresh();

    @Test
    void whatWasAnsweredAsNotDoneIsNotDoneLaterAndMayBeAskedForAgain() {
        String path = pathOf(signup());
        AtomicReference<HttpResponse<String>> late = new AtomicReference<>();
        stack.whileFrozen("registration-worker", () -> late.set(confirm(path, "{\"password\":\"Given-up-1\"}")));
        assertThat(late.get().statusCode()).isEqualTo(503);

        HttpResponse<String> again = confirm(path, "{\"password\":null}");

        assertThat(again.statusCode() + " " + again.body()).isEqualTo("200 \"Activation successful.\"");
        assertThat(confirm(path, "{\"password\":null}").body()).contains("Token already used.");
        assertThat(stack.subscriber()
                        .events(
                                "user.activated",
                                event -> path.contains(
                                        event.text("sub").replace("-", "").substring(0, 24))))
                .hasSize(1);
    }

    private HttpResponse<String> confirm(String path, String body) {
        return stack.api().post(path, body);
    }

    private HttpResponse<String> signup() {
        Captcha captcha = Captcha.fetch(stack.api());
        HttpResponse<String> signup = stack.api()
                .post(
                        "/node/api/users/signup",
                        """
                        {"token":"%s","captcha":"%s","login":"%s","email":"%s","password":"%s"}""".formatted(
                                captcha.token(), captcha.answer(), person.username(), person.email(), Person.PASSWORD),
                        "Authorization",
                        "Basic " + DocumentedExamplesIT.basic());
        assertThat(signup.statusCode()).as(signup.body()).isEqualTo(200);
        return signup;
    }

    /** Where this user's address is confirmed. */
    private String pathOf(HttpResponse<String> signup) {
        String id = new JsonMapper().readTree(signup.body()).get("id").asString();
        String link = stack.mails().theOneTo(person.email()).link().getPath();
        return "/node/api/users/" + id + "/confirm/" + link.substring(link.lastIndexOf('/') + 1);
    }
}
