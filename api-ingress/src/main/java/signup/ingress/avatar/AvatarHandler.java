package signup.ingress.avatar;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.Answers;
import signup.ingress.http.ErrorAnswers;
import signup.ingress.http.RefusedException;

/**
 * {@code GET /avatars/{sub}}: a user's avatar, to whoever knows the address; a {@code sub} is derived by a digest and not to
 * be guessed. An avatar is made once and never changed, so caches keep it for good. While it is being made the answer is 404
 * with {@code Retry-After}; a user without one, one whose picture could not be had, and no user are one 404.
 */
final class AvatarHandler {

    private static final Logger log = LoggerFactory.getLogger(AvatarHandler.class);
    private static final CacheControl FOR_GOOD =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Avatars avatars;
    private final ErrorAnswers errors;
    private final Duration retryAfter;

    AvatarHandler(Avatars avatars, ErrorAnswers errors, Duration retryAfter) {
        this.avatars = avatars;
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    Mono<ServerResponse> show(ServerRequest request) {
        UUID sub = sub(request.pathVariable("sub"));
        if (sub == null) {
            return Answers.respond(notFound(request));
        }
        EntityTags known = EntityTags.in(request.headers().header(HttpHeaders.IF_NONE_MATCH));
        return find(sub, known).flatMap(avatar -> {
            if (avatar instanceof Avatar.Ready ready) {
                return ready(ready);
            }
            return Answers.respond(avatar instanceof Avatar.Pending ? pending(request) : notFound(request));
        });
    }

    private Mono<Avatar> find(UUID sub, EntityTags known) {
        return avatars.find(sub, known).onErrorMap(failure -> {
            log.warn(
                    "The avatar of {} cannot be read: {}",
                    sub,
                    failure.getClass().getName());
            return new RefusedException(new Refusal.Unavailable(retryAfter, Optional.empty()));
        });
    }

    private static Mono<ServerResponse> ready(Avatar.Ready avatar) {
        byte[] png = avatar.png();
        ServerResponse.BodyBuilder answer = ServerResponse.status(png == null ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(avatar.etag())
                .cacheControl(FOR_GOOD)
                .header("X-Content-Type-Options", "nosniff")
                // Other sites may show it; as a document of its own it may do nothing.
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
        return png == null
                ? answer.build()
                : answer.contentType(MediaType.IMAGE_PNG)
                        .contentLength(png.length)
                        .body((response, context) -> response.writeWith(
                                Mono.just(response.bufferFactory().wrap(png))));
    }

    private Answer pending(ServerRequest request) {
        return notFound(request).retryAfter(retryAfter);
    }

    private Answer notFound(ServerRequest request) {
        AcceptedLanguages languages = new AcceptedLanguages(request.headers().firstHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return errors.at(request.path(), new Refusal.NotFound(), languages);
    }

    /** In its canonical form only, so that one avatar has one address. */
    private static @Nullable UUID sub(String text) {
        try {
            UUID sub = UUID.fromString(text);
            return sub.toString().equals(text) ? sub : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
