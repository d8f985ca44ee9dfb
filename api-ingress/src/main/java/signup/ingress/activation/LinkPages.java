package signup.ingress.activation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.activation.ChosenPassword.Problem;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.Bodies;
import signup.ingress.http.RefusedException;
import signup.ingress.password.PasswordPolicy;
import signup.schemas.Headers;

/**
 * {@code /links/{token}}: opening it shows a page and changes nothing (mail scanners open links, too); its button posts
 * to the same place and uses the link. The token is what authorizes, so that a forged form on another site has nothing
 * to forge with.
 */
final class LinkPages {

    private final LinkTokens tokens;
    private final ActivatingUsers activating;
    private final PasswordPolicy policy;
    private final LinkPageTemplate template;
    private final Bodies bodies;
    private final String retryAfter;

    LinkPages(
            LinkTokens tokens,
            ActivatingUsers activating,
            PasswordPolicy policy,
            LinkPageTemplate template,
            Bodies bodies,
            Duration retryAfter) {
        this.tokens = tokens;
        this.activating = activating;
        this.policy = policy;
        this.template = template;
        this.bodies = bodies;
        this.retryAfter = Long.toString(Answer.seconds(retryAfter));
    }

    /** Answers GET and HEAD. */
    Mono<ServerResponse> show(ServerRequest request) {
        LinkReading reading = read(request);
        LinkPage page = reading instanceof LinkReading.Good good ? LinkPage.toUse(good.link()) : deadEnd(reading);
        return respond(page, language(request, reading));
    }

    /** Answers POST. */
    Mono<ServerResponse> act(ServerRequest request) {
        LinkReading reading = read(request);
        Locale language = language(request, reading);
        if (!(reading instanceof LinkReading.Good good)) {
            return respond(deadEnd(reading), language);
        }
        Link link = good.link();
        return switch (link.purpose()) {
            case CONFIRMATION ->
                activating
                        .activate(link, null, traceparent(request))
                        .flatMap(activation -> respond(activation, link, language));
            case REGISTRATION -> form(request).flatMap(chosen -> choose(request, link, chosen, language));
        };
    }

    /** Answers, in the place of either, a caller that comes too often. */
    Mono<ServerResponse> tooOften(ServerRequest request, Refusal.Throttled throttled) {
        request.exchange()
                .getResponse()
                .getHeaders()
                .set(HttpHeaders.RETRY_AFTER, Long.toString(Answer.seconds(throttled.retryAfter())));
        return respond(LinkPage.tooOften(), PageLanguages.of(accepted(request)));
    }

    private Mono<ServerResponse> choose(ServerRequest request, Link link, ChosenPassword chosen, Locale language) {
        List<Problem> problems = chosen.problems(policy);
        return problems.isEmpty()
                ? activating
                        .activate(link, chosen.password(), traceparent(request))
                        .flatMap(activation -> respond(activation, link, language))
                : respond(LinkPage.toCorrect(problems), language);
    }

    private Mono<ServerResponse> respond(Activation activation, Link link, Locale language) {
        Optional<String> nextUrl =
                activation instanceof Activation.Activated activated ? activated.nextUrl() : Optional.empty();
        return nextUrl.isPresent()
                ? ServerResponse.seeOther(URI.create(nextUrl.get()))
                        .headers(LinkPages::protect)
                        .build()
                : respond(LinkPage.after(activation, link.purpose()), language);
    }

    private Mono<ServerResponse> respond(LinkPage page, Locale language) {
        return ServerResponse.status(page.status())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .headers(LinkPages::protect)
                .header("Content-Security-Policy", template.contentSecurityPolicy(page))
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .headers(headers -> {
                    if (page.status() == HttpStatus.SERVICE_UNAVAILABLE) {
                        headers.set(HttpHeaders.RETRY_AFTER, retryAfter);
                    }
                })
                .bodyValue(template.html(page, language));
    }

    /** The address of the page acts: it is to be kept nowhere and told to nobody. */
    private static void protect(HttpHeaders headers) {
        headers.setCacheControl("no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("X-Robots-Tag", "noindex, nofollow");
    }

    private LinkReading read(ServerRequest request) {
        return tokens.read(request.pathVariable("token"));
    }

    private static LinkPage deadEnd(LinkReading reading) {
        return reading instanceof LinkReading.Expired ? LinkPage.expired() : LinkPage.forged();
    }

    private static Locale language(ServerRequest request, LinkReading reading) {
        AcceptedLanguages accepted = accepted(request);
        if (reading instanceof LinkReading.Good good) {
            return PageLanguages.of(good.link().locale(), accepted);
        }
        return reading instanceof LinkReading.Expired expired
                ? PageLanguages.of(expired.link().locale(), accepted)
                : PageLanguages.of(accepted);
    }

    private static AcceptedLanguages accepted(ServerRequest request) {
        return new AcceptedLanguages(request.headers().firstHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private Mono<ChosenPassword> form(ServerRequest request) {
        Optional<MediaType> type = request.headers().contentType();
        if (type.isPresent() && !MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type.get())) {
            return Mono.error(new RefusedException(
                    new Refusal.UnsupportedMediaType(type.get().toString())));
        }
        return bodies.bytes(request)
                .map(Form::of)
                .map(form -> new ChosenPassword(
                        form.first(ChosenPassword.PASSWORD), form.first(ChosenPassword.CONFIRMATION)));
    }

    private static @Nullable String traceparent(ServerRequest request) {
        return request.headers().firstHeader(Headers.TRACEPARENT);
    }
}
