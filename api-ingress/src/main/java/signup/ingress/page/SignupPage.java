package signup.ingress.page;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.http.RefusedException;

/**
 * {@code /signup} in each language, and the files that it loads: all written when this is made, so that a request only
 * copies bytes. Nothing inline, nothing from elsewhere.
 */
final class SignupPage {

    static final String PATH = "/signup";
    static final String ASSETS = PATH + "/assets/";

    private static final String FOLDER = "signup/ingress/page/";

    /** The first is for whoever reads none of them. */
    private static final List<String> LANGUAGES = List.of("en", "fr");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self';"
                    + " img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final Map<String, Asset> assets;
    private final Map<String, Asset> pages;

    /** @param base the path under which clients see this service; empty at the root of its host */
    SignupPage(String base) {
        Asset script = Asset.read("form.js", Asset.JAVASCRIPT);
        Asset solver = Asset.read("solver.js", Asset.JAVASCRIPT);
        Asset style = Asset.read("form.css", Asset.CSS);
        this.assets = Map.of(script.name(), script, solver.name(), solver, style.name(), style);
        PageTemplates templates = new PageTemplates(FOLDER);
        this.pages = Map.of(
                "en", page(templates, "en", base, script, solver, style),
                "fr", page(templates, "fr", base, script, solver, style));
    }

    /** Answers GET and HEAD of the page: in the language asked for, else in one that the browser accepts. */
    Mono<ServerResponse> show(ServerRequest request) {
        String language = request.queryParam("lang")
                .filter(LANGUAGES::contains)
                .orElseGet(() -> new AcceptedLanguages(request.headers().firstHeader(HttpHeaders.ACCEPT_LANGUAGE))
                        .among(LANGUAGES));
        return pages.get(language).respond(request, CacheControl.noCache(), headers -> {
            headers.setContentLanguage(Locale.forLanguageTag(language));
            headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
            headers.set("Content-Security-Policy", POLICY);
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        });
    }

    /** Answers GET and HEAD of a file. */
    Mono<ServerResponse> file(ServerRequest request) {
        return Optional.ofNullable(assets.get(request.pathVariable("file")))
                .map(asset -> asset.respond(request, Asset.FOR_GOOD, headers -> {}))
                .orElseGet(() -> Mono.error(new RefusedException(new signup.ingress.dialect.Refusal.NotFound())));
    }

    private static Asset page(
            PageTemplates templates, String language, String base, Asset script, Asset solver, Asset style) {
        Map<String, Object> model = Map.of(
                "language", language,
                "languages", LANGUAGES,
                "api", base + "/signups",
                "page", base + PATH,
                "script", base + ASSETS + script.name(),
                "solver", base + ASSETS + solver.name(),
                "style", base + ASSETS + style.name());
        byte[] html =
                templates.html("form", Locale.forLanguageTag(language), model).getBytes(StandardCharsets.UTF_8);
        return Asset.of("page-" + language + ".html", Asset.HTML, html);
    }
}
