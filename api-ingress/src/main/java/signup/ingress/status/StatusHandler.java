package signup.ingress.status;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.auth.Scheme;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Refusal;
import signup.ingress.http.Answers;
import signup.ingress.http.RefusedException;
import signup.ingress.http.Throttle;
import signup.ingress.limit.Limit;

/**
 * {@code GET /signups/{id}}: what became of a signup. A client sees the whole outcome of its own signups, and none of
 * others'; who does not say who it is sees whether a signup is decided. An id that is not decided is pending, known or not.
 */
final class StatusHandler {

    private static final Logger log = LoggerFactory.getLogger(StatusHandler.class);

    private final Throttle throttle;
    private final SignupStatuses statuses;
    private final StatusAnswers answers;
    private final Duration retryAfter;

    StatusHandler(Throttle throttle, SignupStatuses statuses, StatusAnswers answers, Duration retryAfter) {
        this.throttle = throttle;
        this.statuses = statuses;
        this.answers = answers;
        this.retryAfter = retryAfter;
    }

    Mono<ServerResponse> show(ServerRequest request) {
        UUID signupId = signupId(request.pathVariable("id"));
        if (signupId == null) {
            return Mono.error(new RefusedException(new Refusal.NotFound()));
        }
        AcceptedLanguages languages = new AcceptedLanguages(request.headers().firstHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return throttle.authenticate(Scheme.ANY, request).flatMap(caller -> {
            Optional<Refusal> refusal = caller instanceof Authentication.Refused
                    ? Optional.of(new Refusal.Unauthenticated(true))
                    : throttle.refusal(caller, Limit.STATUSES, request).map(throttled -> throttled);
            return refusal.isPresent()
                    ? Mono.error(new RefusedException(refusal.get()))
                    : find(signupId)
                            .flatMap(status -> shown(status, caller, languages))
                            .switchIfEmpty(Mono.defer(() -> Answers.respond(answers.pending(signupId))));
        });
    }

    private Mono<ServerResponse> shown(SignupStatus status, Authentication caller, AcceptedLanguages languages) {
        @Nullable String client = caller.caller().map(Client::id).orElse(null);
        if (client == null || status.client().equals(Client.ANONYMOUS)) {
            return Answers.respond(answers.done(status.signupId()));
        }
        return status.client().equals(client)
                ? Answers.respond(answers.whole(status, languages))
                : Mono.error(new RefusedException(new Refusal.NotFound()));
    }

    private Mono<SignupStatus> find(UUID signupId) {
        return statuses.find(signupId).onErrorMap(failure -> {
            log.warn(
                    "The status of signup {} cannot be read: {}",
                    signupId,
                    failure.getClass().getName());
            return new RefusedException(new Refusal.Unavailable(retryAfter, Optional.empty()));
        });
    }

    /** The id in its canonical form only, so that one signup has one address. */
    private static @Nullable UUID signupId(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equalsIgnoreCase(text) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
