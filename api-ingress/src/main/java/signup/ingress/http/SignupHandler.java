package signup.ingress.http;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.acceptance.Acceptance;
import signup.ingress.acceptance.AcceptingSignups;
import signup.ingress.acceptance.IdempotencyKey;
import signup.ingress.acceptance.Submission;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Call;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Reading;
import signup.ingress.dialect.Refusal;
import signup.ingress.limit.Limit;
import signup.ingress.settings.DialectSettings.OnTimeout;
import signup.ingress.settings.IngressSettings;

/** Handles a posted signup in any dialect: who calls, what is asked, what came of it. */
final class SignupHandler {

    private static final Logger log = LoggerFactory.getLogger(SignupHandler.class);

    static final String SIGNUP_ID = "Signup-Id";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String TRACEPARENT = "traceparent";

    private final Throttle throttle;
    private final Bodies bodies;
    private final AcceptingSignups signups;
    private final ErrorAnswers errors;
    private final PendingAnswer pending;
    private final IngressSettings settings;
    private final SignupMeters meters;

    SignupHandler(
            Throttle throttle,
            Bodies bodies,
            AcceptingSignups signups,
            ErrorAnswers errors,
            PendingAnswer pending,
            IngressSettings settings,
            SignupMeters meters) {
        this.throttle = throttle;
        this.bodies = bodies;
        this.signups = signups;
        this.errors = errors;
        this.pending = pending;
        this.settings = settings;
        this.meters = meters;
    }

    Mono<ServerResponse> signUp(Dialect dialect, ServerRequest request) {
        SignupMeters.Clocked clocked = meters.begin(dialect);
        AcceptedLanguages languages = new AcceptedLanguages(request.headers().firstHeader(HttpHeaders.ACCEPT_LANGUAGE));
        return throttle.authenticate(dialect.scheme(), request)
                .flatMap(authentication -> throttle.refusal(authentication, Limit.SIGNUPS, request)
                        .<Refusal>map(throttled -> throttled)
                        .or(() -> dialect.admit(authentication))
                        .map(refusal -> Mono.just(errors.in(dialect, refusal, languages)))
                        .orElseGet(() -> submit(dialect, authentication, languages, request)))
                .onErrorResume(
                        RefusedException.class, refused -> Mono.just(errors.in(dialect, refused.refusal(), languages)))
                .doOnNext(clocked::answered)
                .flatMap(Answers::respond);
    }

    private Mono<Answer> submit(
            Dialect dialect, Authentication authentication, AcceptedLanguages languages, ServerRequest request) {
        return bodies.json(request).flatMap(body -> {
            List<String> named = request.headers().header(IDEMPOTENCY_KEY);
            Optional<IdempotencyKey> key = IdempotencyKey.parse(named);
            if (!named.isEmpty() && key.isEmpty()) {
                return Mono.just(errors.in(dialect, new Refusal.BadIdempotencyKey(), languages));
            }
            Call call = new Call(
                    authentication, languages, key.map(IdempotencyKey::text).orElse(null), body);
            // After all that does not need it: reading spends captchas and proofs.
            Reading reading = dialect.read(call);
            if (reading instanceof Reading.Refused refused) {
                return Mono.just(errors.in(dialect, refused.refusal(), languages));
            }
            boolean async = Preferences.respondAsync(request.headers());
            return reading instanceof Reading.Late late
                    ? acceptRetry(submission(dialect, call, late.command(), key, async, request), late, call, async)
                    : accept(
                            submission(dialect, call, ((Reading.Understood) reading).command(), key, async, request),
                            call,
                            async);
        });
    }

    private Mono<Answer> acceptRetry(Submission submission, Reading.Late late, Call call, boolean async) {
        return signups.repeatsDecided(submission)
                .flatMap(decided -> decided
                        ? accept(submission, call, async)
                        : Mono.just(errors.in(submission.dialect(), late.refusal(), call.languages())));
    }

    private static Submission submission(
            Dialect dialect,
            Call call,
            Command command,
            Optional<IdempotencyKey> key,
            boolean async,
            ServerRequest request) {
        return new Submission(
                dialect,
                call.authentication().caller().map(Client::id),
                command,
                call.body(),
                key.orElse(null),
                !async && dialect.waits(),
                request.headers().firstHeader(TRACEPARENT));
    }

    private Mono<Answer> accept(Submission submission, Call call, boolean async) {
        Dialect dialect = submission.dialect();
        return signups.accept(submission).map(acceptance -> {
            // Debug, because at full load a line per signup costs more than the signup.
            log.debug(
                    "signup={} dialect={} outcome={}",
                    acceptance.signupId(),
                    dialect.name(),
                    acceptance.getClass().getSimpleName());
            return answer(dialect, acceptance, async, call.languages());
        });
    }

    private Answer answer(Dialect dialect, Acceptance acceptance, boolean async, AcceptedLanguages languages) {
        UUID id = acceptance.signupId();
        if (acceptance instanceof Acceptance.Created created) {
            return named(dialect.created(created.user()), id);
        }
        if (acceptance instanceof Acceptance.Refused refused) {
            return named(errors.in(dialect, refused.refusal(), languages), id);
        }
        boolean pends = acceptance instanceof Acceptance.Pending;
        return pends && (async || dialect.onTimeout() == OnTimeout.PENDING)
                ? named(pending.of(id, async), id)
                : named(
                        errors.in(
                                dialect,
                                new Refusal.Unavailable(settings.ingress().retryAfter(), Optional.of(id)),
                                languages),
                        id);
    }

    private static Answer named(Answer answer, UUID id) {
        return answer.with(SIGNUP_ID, id.toString());
    }
}
