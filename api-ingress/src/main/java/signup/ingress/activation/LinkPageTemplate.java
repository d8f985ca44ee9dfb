package signup.ingress.activation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import signup.ingress.activation.ChosenPassword.Problem;
import signup.ingress.digest.Sha256;
import signup.ingress.page.PageTemplates;
import signup.ingress.password.PasswordPolicy;

/**
 * Writes link pages as HTML: one file with its style inside, no script, no request to anywhere. Everything is read when
 * it is made, so that writing a page does not block. Safe for use by several threads.
 */
final class LinkPageTemplate {

    private static final String FOLDER = "signup/ingress/activation/";

    private final PageTemplates templates = new PageTemplates(FOLDER);
    private final PasswordPolicy policy;
    private final String style;

    LinkPageTemplate(PasswordPolicy policy) {
        this.policy = policy;
        this.style = read("link.css");
        PageLanguages.ALL.forEach(language -> html(LinkPage.forged(), language));
    }

    String html(LinkPage page, Locale language) {
        Map<String, Object> model = Map.of(
                "language", language.toLanguageTag(),
                "page", page.content().key(),
                "problems", page.problems(),
                "fields", fields(page.problems()),
                "hint", hint(language),
                "style", style);
        return templates.html("link", language, model);
    }

    /**
     * What the page's own markup needs and nothing else. Chromium holds redirects that follow a form's answer against
     * {@code form-action}, and a form here may end at any http(s) URL that the client gave at signup.
     */
    String contentSecurityPolicy(LinkPage page) {
        return "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(Sha256.of(style))
                + "'; img-src data:; form-action "
                + (page.content().hasForm() ? "'self' http: https:" : "'none'")
                + "; base-uri 'none'; frame-ancestors 'none'";
    }

    private String hint(Locale language) {
        String key = policy.minClasses() > 1 ? "hint" : "hint-length";
        return templates.text(key, language, policy.minLength(), policy.minClasses());
    }

    private static List<Field> fields(List<Problem> problems) {
        return Stream.of(ChosenPassword.PASSWORD, ChosenPassword.CONFIRMATION)
                .map(name -> new Field(
                        name,
                        problems.stream()
                                .filter(problem -> problem.field().equals(name))
                                .toList()))
                .toList();
    }

    private static String read(String file) {
        try (InputStream content = LinkPageTemplate.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException("The resource " + file + " is missing");
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A password field.
     *
     * @param name its name and id
     * @param problems what is wrong with it
     */
    record Field(String name, List<Problem> problems) {

        /** The ids of the texts that explain it, separated by spaces; empty when there are none. */
        public String describedBy() {
            List<String> ids = new ArrayList<>();
            if (name.equals(ChosenPassword.PASSWORD)) {
                ids.add("password-hint");
            }
            if (!problems.isEmpty()) {
                ids.add(name + "-problem");
            }
            return String.join(" ", ids);
        }
    }
}
