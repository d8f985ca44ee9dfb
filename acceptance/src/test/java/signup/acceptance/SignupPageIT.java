package signup.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page {@code /signup} in a browser. Each state that it can be in is looked at by axe (WCAG 2.2 A and AA) and kept as a
 * picture in {@code target/screenshots}; no script fails, and nothing is asked of another host.
 */
class SignupPageIT {

    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String RULES =
            "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
                    + ".then(found => found.violations.map(one => one.id + ': '"
                    + " + one.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')))";
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);

    private static Chromium chromium;

    private final RunningStack stack = RunningStack.shared();
    private final String home = stack.api().root() + "/signup";
    private final List<String> failures = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void launch() {
        chromium = Chromium.orSkip();
    }

    @AfterAll
    static void end() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        inContext(new Browser.NewContextOptions().setLocale("en-GB"));
    }

    @AfterEach
    void nothingFailed() {
        context.close();
        assertThat(failures).as("errors of scripts and on the console").isEmpty();
        assertThat(foreign).as("requests to other hosts").isEmpty();
    }

    @Test
    void somebodySignsUpWithTheKeyboardAloneAndIsToldToLookAtTheMail() {
        Person person = Person.fresh();
        page.navigate(home);
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        look("form");

        press("Tab", "Tab", "Tab");
        assertThat(page.locator("#email")).isFocused();
        page.keyboard().type(person.email());
        press("Tab");
        page.keyboard().type("Ada");
        press("Tab");
        page.keyboard().type("Lovelace");
        press("Enter");

        assertThat(page.locator("#told-heading")).hasText("Look at your mail", soon());
        assertThat(page.locator("#told-heading")).isFocused();
        assertThat(page.locator("#told-text")).containsText(person.email());
        look("done");
        Mails.Mail mail = stack.mails().theOneTo(person.email());
        assertThat(mail.text()).startsWith("Hello Ada,");

        press("Tab");
        assertThat(page.locator("#again")).isFocused();
        press("Enter");
        assertThat(page.locator("#email")).isFocused();
        assertThat(page.locator("#email")).hasValue("");
    }

    @Test
    void thePageSpeaksFrenchToWhoReadsItAndToWhoChoosesIt() {
        context.close();
        inContext(new Browser.NewContextOptions().setLocale("fr-FR"));
        Person person = Person.fresh();
        page.navigate(home);
        assertThat(page.locator("h1").first()).hasText("Créez votre compte");
        page.locator("#submit").click();
        assertThat(page.locator("#problems")).containsText("Saisissez votre adresse de courriel.");
        look("french-problem");
        page.locator("#email").fill(person.email());
        page.locator("#submit").click();
        assertThat(page.locator("#told-heading")).hasText("Consultez votre courrier", soon());
        look("french-done");
        assertThat(stack.mails().theOneTo(person.email()).subject()).startsWith("Confirmez");

        page.navigate(home);
        page.locator("nav a[lang=en]").click();
        assertThat(page.locator("h1").first()).hasText("Create your account");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    @Test
    void whatIsWrongIsSaidAtTheTopAndAtTheField() {
        page.navigate(home);
        page.locator("#submit").click();
        problem("Enter your e-mail address.");
        assertThat(page.locator("#problems")).isFocused();
        assertThat(page.locator("#email")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#email")).hasAttribute("aria-describedby", "email-hint email-problem");
        assertThat(page).hasTitle("Error: Create your account");
        look("problem-missing");

        page.locator("#email").fill("ada");
        page.locator("#first_name").fill("x".repeat(65));
        page.locator("#submit").click();
        problem("Enter an e-mail address like name@example.com.");
        problem("First name: Use at most 64 characters.");
        look("problem-form");
        page.locator("#problems a").nth(1).click();
        assertThat(page.locator("#first_name")).isFocused();

        page.locator("#first_name").fill("");
        page.locator("#email").fill("ada@exam_ple..org");
        page.locator("#submit").click();
        problem("This is not an e-mail address.");
        look("problem-refused");
        assertThat(page.locator("#first_name-problem")).isHidden();
        failures.removeIf(failure -> failure.contains("status of 422"));
    }

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
        ProcessHandle worker = stack.child("registration-worker");
        page.navigate(home);
        page.locator("#email").fill(person.email());
        signal("STOP", worker);
        try {
            page.locator("#submit").click();
            assertThat(page.locator("#told-heading")).hasText("We are on it", soon());
            look("pending");
            assertThat(page.locator("#told-more"))
                    .containsText("longer than usual", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
            look("pending-slow");
        } finally {
            signal("CONT", worker);
        }
        assertThat(page.locator("#told-heading")).hasText("Look at your mail", soon());
    }

    @Test
    void inTheDarkAndOnAPhone() {
        context.close();
        inContext(new Browser.NewContextOptions().setLocale("en-GB").setColorScheme(ColorScheme.DARK));
        page.navigate(home);
        look("dark");
        page.locator("#submit").click();
        look("dark-problem");

        context.close();
        inContext(new Browser.NewContextOptions()
                .setLocale("fr-FR")
                .setViewportSize(320, 640)
                .setDeviceScaleFactor(2)
                .setHasTouch(true)
                .setIsMobile(true));
        page.navigate(home);
        look("phone");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("no scrolling sideways")
                .isTrue();
        page.locator("#email").fill(Person.fresh().email());
        page.locator("#submit").tap();
        assertThat(page.locator("#told-heading")).hasText("Consultez votre courrier", soon());
        look("phone-done");
    }

    @Test
    void withoutJavaScriptThePageSaysWhatItNeeds() {
        context.close();
        inContext(new Browser.NewContextOptions().setJavaScriptEnabled(false).setLocale("en-GB"));
        page.navigate(home);
        assertThat(page.content()).contains("This page needs JavaScript");
        assertThat(page.locator("#submit")).isDisabled();
        page.screenshot(picture("no-script"));
    }

    @Test
    void thePageIsStrictAndItsFilesAreKept() {
        var served = stack.api().get("/signup", "Accept-Language", "de, fr;q=0.3");
        assertThat(served.headers().firstValue("Content-Language")).hasValue("fr");
        assertThat(served.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
        String tag = served.headers().firstValue("ETag").orElseThrow();
        assertThat(stack.api()
                        .get("/signup", "Accept-Language", "fr", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(served.body()).doesNotContain("style=").doesNotContain("onclick");
        var file = java.util.regex.Pattern.compile("/signup/assets/[^\"]+").matcher(served.body());
        int files = 0;
        while (file.find()) {
            files++;
            var asset = stack.api().get(file.group());
            assertThat(asset.statusCode()).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable", "max-age=31536000");
            assertThat(asset.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
        assertThat(files).isEqualTo(3);
        assertThat(stack.api().get("/signup/assets/form.js").statusCode()).isEqualTo(404);
        assertThat(stack.api().post("/signup", "{}").statusCode()).isEqualTo(405);
    }

    private void inContext(Browser.NewContextOptions options) {
        context = chromium.browser().newContext(options);
        page = context.newPage();
        page.onPageError(failures::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                failures.add(message.text());
            }
        });
        page.onRequest(request -> {
            URI url = URI.create(request.url());
            if (!"data".equals(url.getScheme()) && url.getPort() != stack.port(8080)) {
                foreign.add(request.url());
            }
        });
    }

    private void problem(String text) {
        assertThat(page.locator("#problems")).isVisible(SOON);
        assertThat(page.locator("#problems"))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
    }

    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Has axe look, and keeps a picture for people. */
    private void look(String name) {
        page.screenshot(picture(name));
        page.evaluate(axe());
        @SuppressWarnings("unchecked")
        List<String> violations = (List<String>) page.evaluate(RULES);
        assertThat(violations).as("accessibility of " + name).isEmpty();
    }

    private Page.ScreenshotOptions picture(String name) {
        return new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(stack.data().resolveSibling("screenshots").resolve("signup-" + name + ".png"));
    }

    private static LocatorAssertions.HasTextOptions soon() {
        return new LocatorAssertions.HasTextOptions().setTimeout(30_000);
    }

    private static String axe() {
        try (InputStream script = SignupPageIT.class.getResourceAsStream(AXE)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            assertThat(status).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
