package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import signup.local.fixture.Requirement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person does with the mail: follow its link in a browser, press the button. */
class MailedLinkIT {

    private final RunningStack stack = RunningStack.shared();
    private final Api api = stack.api();
    private final JsonMapper json = new JsonMapper();
    private final String admin = "Bearer " + RunningStack.token("admin");

    @Test
    void theButtonOfTheConfirmationConfirmsTheAddressOnce() {
        Requirement.CHROMIUM.orSkip();
        Person person = Person.fresh();
        HttpResponse<String> signup = api.post(
                "/api/v2/account/create/",
                """
                {"username":"%s","email":"%s","password":"%s"}""".formatted(person.username(), person.email(), Person.PASSWORD),
                "Authorization",
                admin);
        assertThat(signup.statusCode()).as(signup.body()).isEqualTo(201);
        URI link = stack.mails().theOneTo(person.email()).link();

        assertThat(status(signup).get("status").asString()).isEqualTo("created");
        assertThat(status(signup).get("activated_at").isNull())
                .as("before the button is pressed")
                .isTrue();
        inBrowser(page -> {
            page.navigate(link.toString());
            page.screenshot(screenshot("confirmation"));
            assertThat(activated(status(signup)))
                    .as("before the button is pressed")
                    .isEmpty();
            page.getByRole(AriaRole.BUTTON).click();
            page.waitForLoadState();
            page.screenshot(screenshot("confirmed"));
        });

        await().atMost(Duration.ofSeconds(5))
                .until(() -> activated(status(signup)).size() == 1);
        assertThat(status(signup).get("activated_at").isNull())
                .as("after the button is pressed")
                .isFalse();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> "ready".equals(status(signup).get("credential").asString()));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> "handed_over".equals(status(signup).get("mail").asString()));
        assertThat(api.submit(link, "").statusCode())
                .as("the same press again has the same answer")
                .isEqualTo(200);
        assertThat(activated(status(signup))).as("after a second press").hasSize(1);
    }

    @Test
    void aUserWhoRegistersByMailChoosesAPasswordAndGoesOnToTheNextUrl() {
        Requirement.CHROMIUM.orSkip();
        Person person = Person.fresh();
        String next = stack.api().root() + "/actuator-is-not-here";
        HttpResponse<String> signup = api.post(
                "/api/users/",
                """
                {"first_name":"Ada","last_name":"Lovelace","email":"%s","send_registration_email":true,\
                "send_registration_email_next_url":"%s"}""".formatted(person.email(), next),
                "Authorization",
                "Basic " + DocumentedExamplesIT.basic());
        assertThat(signup.statusCode()).as(signup.body()).isEqualTo(201);
        URI link = stack.mails().theOneTo(person.email()).link();

        inBrowser(page -> {
            page.navigate(link.toString());
            for (var field : page.locator("input[type=password]").all()) {
                field.fill(Person.PASSWORD);
            }
            page.screenshot(screenshot("registration"));
            page.getByRole(AriaRole.BUTTON).click();
            page.waitForURL(next);
        });

        String signupId = signup.headers().firstValue("Signup-Id").orElseThrow();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> "ready"
                        .equals(status(signupId, "Basic " + DocumentedExamplesIT.basic())
                                .get("credential")
                                .asString()));
    }

    private List<Subscriber.Event> activated(JsonNode status) {
        return stack.subscriber()
                .events(
                        "user.activated",
                        event -> event.text("sub").equals(status.get("sub").asString()));
    }

    private JsonNode status(HttpResponse<String> signup) {
        return status(signup.headers().firstValue("Signup-Id").orElseThrow(), admin);
    }

    private JsonNode status(String signupId, String authorization) {
        return json.readTree(
                api.get("/signups/" + signupId, "Authorization", authorization).body());
    }

    private static void inBrowser(Consumer<Page> person) {
        try (Chromium chromium = Chromium.orSkip()) {
            Page page = chromium.browser().newPage();
            List<String> errors = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().contains("404")) {
                    errors.add(message.text());
                }
            });
            person.accept(page);
            assertThat(errors).as("errors on the browser's console").isEmpty();
        }
    }

    private Page.ScreenshotOptions screenshot(String name) {
        return new Page.ScreenshotOptions()
                .setPath(stack.data().resolveSibling("screenshots").resolve(name + ".png"));
    }
}
