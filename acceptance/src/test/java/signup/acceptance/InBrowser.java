package signup.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests of pages in a browser, {@code /signup} above all. Each state that is looked at is judged by axe (WCAG 2.2 A and AA) and kept as a
 * picture in {@code target/screenshots}; no script may fail, and nothing be asked of another host.
 */
abstract class InBrowser {

    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String RULES =
            "axe.run(document, {runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
                    + ".then(found => found.violations.map(one => one.id + ': '"
                    + " + one.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')))";
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(20_000);

    private static Chromium chromium;

    final RunningStack stack = RunningStack.shared();
    final String home = stack.api().root() + "/signup";
    final List<String> failures = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();

    BrowserContext context;
    Page page;

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

    void inContext(Browser.NewContextOptions options) {
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

    void problem(String text) {
        assertThat(page.locator("#problems")).isVisible(SOON);
        assertThat(page.locator("#problems"))
                .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
    }

    /** Has axe look, and keeps a picture for people. */
    void look(String name) {
        page.screenshot(picture("signup-" + name));
        page.evaluate(axe());
        @SuppressWarnings("unchecked")
        List<String> violations = (List<String>) page.evaluate(RULES);
        assertThat(violations).as("accessibility of " + name).isEmpty();
    }

    Page.ScreenshotOptions picture(String name) {
        return new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(stack.data().resolveSibling("screenshots").resolve(name + ".png"));
    }

    static LocatorAssertions.HasTextOptions soon() {
        return new LocatorAssertions.HasTextOptions().setTimeout(30_000);
    }

    private static String axe() {
        try (InputStream script = InBrowser.class.getResourceAsStream(AXE)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
