package signup.ingress.dialect.saymon;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.activation.ActivatingUsers;
import signup.ingress.activation.Activation;
import signup.ingress.activation.Link;
import signup.ingress.activation.LinkReading;
import signup.ingress.activation.LinkTokens;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Violation;
import signup.ingress.http.Answers;
import signup.ingress.http.Bodies;
import signup.ingress.http.RefusedException;
import signup.ingress.password.PasswordPolicy;
import signup.schemas.Headers;

/**
 * {@code POST /node/api/users/{id}/confirm/{token}}: what a mailed link's page does, for programs. {@code
 * {"password":null}} leaves the password as it is; a link that is there to choose one needs it. A used token is refused, to
 * whomever; a call that is answered 503 is not done later, and may be made again. A user that there is not is not found,
 * whatever the token.
 */
final class SaymonConfirmation {

    private static final byte[] SUCCESS = "\"Activation successful.\"".getBytes(StandardCharsets.US_ASCII);

    /** This dialect's name in link tokens. */
    private static final String DIALECT = signup.events.Dialect.SAYMON.name();

    private final LinkTokens tokens;
    private final SaymonUsers users;
    private final ActivatingUsers activating;
    private final Bodies bodies;
    private final PasswordPolicy policy;
    private final PasswordPolicy linkPolicy;
    private final Duration retryAfter;

    /**
     * @param policy for passwords that replace one which this dialect's signup brought
     * @param linkPolicy for all others, whose user is of any dialect: as on the link's page
     */
    SaymonConfirmation(
            LinkTokens tokens,
            SaymonUsers users,
            ActivatingUsers activating,
            Bodies bodies,
            PasswordPolicy policy,
            PasswordPolicy linkPolicy,
            Duration retryAfter) {
        this.tokens = tokens;
        this.users = users;
        this.activating = activating;
        this.bodies = bodies;
        this.policy = policy;
        this.linkPolicy = linkPolicy;
        this.retryAfter = retryAfter;
    }

    Mono<ServerResponse> confirm(ServerRequest request) {
        String id = request.pathVariable("id");
        LinkReading reading = tokens.read(request.pathVariable("token"));
        // Before the body: nobody without a token of ours makes this service hold one.
        Mono<Answer> answer = reading instanceof LinkReading.Good good
                        && SaymonUsers.idOf(good.link().sub()).equals(id)
                ? bodies.json(request).flatMap(body -> confirm(request, good.link(), new SaymonBody(body)))
                : users.contain(id).map(known -> refused(known, reading));
        return answer.flatMap(Answers::respond);
    }

    private static Answer refused(boolean known, LinkReading reading) {
        if (!known) {
            throw new RefusedException(new Refusal.NotFound());
        }
        return SaymonAnswers.badRequest(reading instanceof LinkReading.Expired ? "Token expired." : "Invalid token.");
    }

    private Mono<Answer> confirm(ServerRequest request, Link link, SaymonBody body) {
        boolean kept = body.holdsNull(SaymonBody.PASSWORD) && link.purpose() == Link.Purpose.CONFIRMATION;
        Optional<Violation> wrong = kept ? Optional.empty() : body.firstPasswordViolation(policyFor(link));
        if (wrong.isPresent()) {
            return Mono.error(new RefusedException(new Refusal.Violated(List.of(wrong.get()))));
        }
        return activating
                .attempt(link, kept ? null : body.password(), request.headers().firstHeader(Headers.TRACEPARENT))
                .map(this::answer);
    }

    private PasswordPolicy policyFor(Link link) {
        return link.purpose() == Link.Purpose.CONFIRMATION && link.dialect().equals(DIALECT) ? policy : linkPolicy;
    }

    private Answer answer(Activation activation) {
        if (activation instanceof Activation.Activated) {
            return Answer.json(200, SUCCESS);
        }
        if (activation instanceof Activation.Spent) {
            return SaymonAnswers.badRequest("Token already used.");
        }
        if (activation instanceof Activation.UserUnknown) {
            throw new RefusedException(new Refusal.NotFound());
        }
        // Not done in time, and so never: the same request again is the next attempt.
        throw new RefusedException(new Refusal.Unavailable(retryAfter, Optional.empty()));
    }
}
