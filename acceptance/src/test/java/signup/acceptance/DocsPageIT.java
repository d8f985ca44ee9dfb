package signup.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.local.fixture.ApiReference;

/** The page {@code /docs} in a browser, under its own Content-Security-Policy. */
class DocsPageIT {

    private static Chromium chromium;

    private final RunningStack stack = RunningStack.shared();

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

    @Test
    void everyOperationIsShownAndCanBeTried() {
        List<String> failures = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        Page page = chromium.browser().newPage();
        page.setViewportSize(1200, 1000);
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
        ApiReference reference =
                ApiReference.of(stack.api().get("/openapi.json").body());

        page.navigate(stack.api().root() + "/docs");
        assertThat(page.locator(".opblock"))
                .hasCount(reference.operations().size(), new LocatorAssertions.HasCountOptions().setTimeout(20_000));
        picture(page, "docs");

        Locator sso = page.locator("#operations-SelfCommunity-signUpBySso");
        sso.locator(".opblock-summary-control").click();
        assertThat(sso).containsText("ada_lovelace");
        assertThat(sso).containsText("Everything wrong at once");
        picture(page, "docs-operation");

        Locator challenge = page.locator("#operations-Native-getChallenge");
        challenge.locator(".opblock-summary-control").click();
        challenge.locator(".try-out__btn").click();
        challenge.locator(".execute").click();
        assertThat(challenge
                        .locator(".live-responses-table .response-col_status")
                        .last())
                .containsText("200");
        assertThat(challenge.locator(".live-responses-table")).containsText("maxnumber");
        picture(page, "docs-tried");

        assertThat(failures).as("errors of scripts and on the console").isEmpty();
        assertThat(foreign).as("requests to other hosts").isEmpty();
    }

    private void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(stack.data().resolveSibling("screenshots").resolve(name + ".png")));
    }
}
