package signup.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;

/** The page {@code /signup}: what a person sees and does. */
class SignupPageIT extends InBrowser {

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
    void anAddressIsShownAsItWasTyped() {
        String address = "$&{0}$1." + Person.fresh().email();
        page.navigate(home);
        page.locator("#email").fill(address);
        page.locator("#submit").click();

        assertThat(page.locator("#told-heading")).hasText("Look at your mail", soon());
        assertThat(page.locator("#told-text")).containsText(address);
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
        page.screenshot(picture("signup-no-script"));
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

    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }
}
