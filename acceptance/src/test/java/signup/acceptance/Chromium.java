package signup.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import signup.local.fixture.Requirement;

/**
 * A real browser, driven by a test.
 *
 * @param playwright drives it
 */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

    /** Starts one; on a machine that has none, the test is skipped. */
    static Chromium orSkip() {
        Path executable = Requirement.CHROMIUM.orSkip();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        List<String> options = new ArrayList<>(List.of("--disable-quic", "--disable-background-networking"));
        if ("root".equals(System.getProperty("user.name"))) {
            options.add("--no-sandbox");
        }
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(options));
        return new Chromium(playwright, browser);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
