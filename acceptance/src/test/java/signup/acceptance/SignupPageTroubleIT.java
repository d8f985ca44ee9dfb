package signup.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page {@code /signup} when something takes its time or goes wrong. */
class SignupPageTroubleIT extends InBrowser {

    @ParameterizedTest
    @CsvSource({
        "challenge-busy,        /signups/challenge, 429, too many requests from here",
        "challenge-unavailable, /signups/challenge, 503, We could not take your signup",
        "signup-busy,           /signups,           429, too many requests from here",
        "signup-unavailable,    /signups,           503, We could not take your signup",
        "signup-broken,         /signups,           500, Something went wrong on our side",
        "offline,               /signups,           0,   We could not be reached"
    })
    void whatGoesWrongElsewhereIsSaidAndTheSameSignupIsTriedAgain(String name, String path, int status, String said) {
        Person person = Person.fresh();
        List<String> keys = new ArrayList<>();
        context.onRequest(request -> {
            if (request.method().equals("POST")) {
                keys.add(request.headerValue("idempotency-key"));
            }
        });
        page.navigate(home);
        page.route(stack.api().root() + path, route -> {
            if (status == 0) {
                route.abort();
            } else {
                route.fulfill(new Route.FulfillOptions().setStatus(status).setBody("{}"));
            }
        });
        page.locator("#email").fill(person.email());
        page.locator("#submit").click();
        problem(said);
        assertThat(page.locator("#problems")).isFocused();
        look("problem-" + name);

        page.unroute(stack.api().root() + path);
        page.locator("#submit").click();
        assertThat(page.locator("#told-heading")).hasText("Look at your mail", soon());
        assertThat(keys.stream().distinct())
                .as("one signup, however often it is tried")
                .hasSize(1);
        failures.removeIf(failure -> failure.contains("Failed to load resource"));
    }

    @Test
    void aProofThatIsRefusedIsDoneAgainOnce() {
        AtomicInteger posts = new AtomicInteger();
        page.navigate(home);
        page.route(stack.api().root() + "/signups", route -> {
            posts.incrementAndGet();
            route.fulfill(
                    new Route.FulfillOptions()
                            .setStatus(422)
                            .setContentType("application/problem+json")
                            .setBody(
                                    "{\"errors\":[{\"pointer\":\"#/altcha\",\"detail\":\"x\",\"code\":\"challenge_expired\"}]}"));
        });
        page.locator("#email").fill(Person.fresh().email());
        page.locator("#submit").click();
        problem("Your browser could not show that no robot is signing up.");
        look("problem-challenge");
        assertThat(posts.get()).isEqualTo(2);
        failures.removeIf(failure -> failure.contains("Failed to load resource"));
    }

    @Test
    void progressIsShownWhileTheProofOfWorkRuns() {
        page.navigate(home);
        // No number solves it, so that there is time to look.
        page.route(
                stack.api().root() + "/signups/challenge",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"algorithm\":\"SHA-256\",\"challenge\":\"" + "0".repeat(64)
                                + "\",\"maxnumber\":20000000,\"salt\":\"aa?expires=1&\",\"signature\":\"bb\"}")));
        page.locator("#email").fill(Person.fresh().email());
        page.locator("#submit").click();
        assertThat(page.locator("#status")).containsText("Your browser is showing that no robot");
        page.waitForFunction("() => document.getElementById('progress').value > 0.01");
        assertThat(page.locator("#submit")).hasAttribute("aria-disabled", "true");
        look("working");
    }

    @Test
    void aSlowPipelineIsWaitedForAndMayBeLeftAlone() {
        Person person = Person.fresh();
        page.navigate(home);
        page.locator("#email").fill(person.email());
        stack.whileFrozen("registration-worker", () -> {
            page.locator("#submit").click();
            assertThat(page.locator("#told-heading")).hasText("We are on it", soon());
            look("pending");
            assertThat(page.locator("#told-more"))
                    .containsText("longer than usual", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
            look("pending-slow");
        });
        assertThat(page.locator("#told-heading")).hasText("Look at your mail", soon());
    }
}
