package signup.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import org.junit.jupiter.api.Test;
import signup.local.fixture.ApiReference;

/** The page {@code /docs} in a browser, under its own Content-Security-Policy. */
class DocsPageIT extends InBrowser {

    @Test
    void everyOperationIsShownAndCanBeTried() {
        page.setViewportSize(1200, 1000);
        ApiReference reference =
                ApiReference.of(stack.api().get("/openapi.json").body());

        page.navigate(stack.api().root() + "/docs");
        assertThat(page.locator(".opblock"))
                .hasCount(reference.operations().size(), new LocatorAssertions.HasCountOptions().setTimeout(20_000));
        page.screenshot(picture("docs"));

        Locator sso = page.locator("#operations-SelfCommunity-signUpBySso");
        sso.locator(".opblock-summary-control").click();
        assertThat(sso).containsText("ada_lovelace");
        assertThat(sso).containsText("Everything wrong at once");
        page.screenshot(picture("docs-operation"));

        Locator challenge = page.locator("#operations-Native-getChallenge");
        challenge.locator(".opblock-summary-control").click();
        challenge.locator(".try-out__btn").click();
        challenge.locator(".execute").click();
        assertThat(challenge
                        .locator(".live-responses-table .response-col_status")
                        .last())
                .containsText("200");
        assertThat(challenge.locator(".live-responses-table")).containsText("maxnumber");
        page.screenshot(picture("docs-tried"));
    }
}
