package signup.ingress.acceptance;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import signup.events.BodyMac;
import signup.events.SealedPassword;
import signup.events.SignupReply;
import signup.events.SignupRequested;
import signup.ingress.auth.Client;
import signup.ingress.dialect.Command;
import signup.ingress.dialect.Refusal;
import signup.ingress.password.Password;
import signup.schemas.IdentityKey;
import signup.schemas.Topics;
import signup.schemas.password.PasswordSealer;

/**
 * Accepts signups: names them, seals their passwords, publishes them, and tells the decision or that it is still to come.
 * Never blocks, never fails; nothing is promised before Kafka has it.
 */
public final class AcceptingSignups {

    private static final Logger log = LoggerFactory.getLogger(AcceptingSignups.class);

    private final Requests requests;
    private final Decisions decisions;
    private final RequestKeys keys;
    private final PasswordSealer sealer;
    private final OpenIdempotencyKeys open;
    private final Clock clock;

    AcceptingSignups(Requests requests, Decisions decisions, RequestKeys keys, PasswordSealer sealer, Clock clock) {
        this.requests = requests;
        this.decisions = decisions;
        this.keys = keys;
        this.sealer = sealer;
        this.open = new OpenIdempotencyKeys();
        this.clock = clock;
    }

    public Mono<Acceptance> accept(Submission submission) {
        UUID signupId = nameOf(submission);
        BodyMac bodyMac = keys.bodyMac(submission.body(), submission.dialect().volatileMembers());
        if (submission.idempotencyKey() == null) {
            return publish(submission, signupId, bodyMac);
        }
        return open.enter(signupId, bodyMac)
                ? Mono.defer(() -> publish(submission, signupId, bodyMac))
                        .doOnNext(acceptance -> {
                            if (!submission.waits() && acceptance instanceof Acceptance.Pending) {
                                open.remember(signupId, bodyMac);
                            }
                        })
                        .doFinally(end -> open.leave(signupId))
                : Mono.just(new Acceptance.Refused(signupId, new Refusal.IdempotencyKeyReused()));
    }

    /**
     * Whether this is a retry of a signup that is decided, so that accepting it creates nobody and spends nothing, whatever it
     * brings. One that cannot be told is none.
     */
    public Mono<Boolean> repeatsDecided(Submission submission) {
        if (submission.idempotencyKey() == null) {
            return Mono.just(false);
        }
        UUID signupId = nameOf(submission);
        return decisions.exist(signupId).onErrorResume(failure -> {
            log.warn(
                    "Whether signup {} is decided cannot be read: {}",
                    signupId,
                    failure.getClass().getName());
            return Mono.just(false);
        });
    }

    private Mono<Acceptance> publish(Submission submission, UUID signupId, BodyMac bodyMac) {
        Command command = submission.command();
        String key = IdentityKey.ofSignup(command.username(), command.email(), command.extId(), signupId);
        SignupRequested event = event(submission, signupId, bodyMac);
        return requests.ask(new Requests.Request(
                        Topics.SIGNUP_REQUESTED,
                        key,
                        event,
                        signupId,
                        submission.waits() ? Requests.Waiting.IF_POSSIBLE : Requests.Waiting.NO,
                        submission.traceparent()))
                .map(reply -> acceptance(signupId, reply));
    }

    /** An anonymous client is, for its idempotency keys, the address that it signs up. */
    private UUID nameOf(Submission submission) {
        IdempotencyKey key = submission.idempotencyKey();
        if (key == null) {
            return TimeOrderedId.next(clock);
        }
        String client = submission.client().orElseGet(() -> {
            String address = IdentityKey.of(submission.command().email());
            return Client.ANONYMOUS + ":" + (address == null ? "" : address);
        });
        return keys.signupId(client, submission.dialect().name(), key);
    }

    private SignupRequested event(Submission submission, UUID signupId, BodyMac bodyMac) {
        Command command = submission.command();
        return new SignupRequested(
                TimeOrderedId.next(clock),
                clock.instant(),
                signupId,
                submission.dialect().symbol(),
                submission.client().orElse(Client.ANONYMOUS),
                bodyMac,
                command.username(),
                command.email(),
                command.extId(),
                command.realName(),
                command.firstName(),
                command.lastName(),
                command.role(),
                command.tags(),
                command.attributes(),
                command.locale(),
                sealed(command.password(), signupId),
                command.avatar(),
                command.inviteCode(),
                command.promoCode(),
                command.challenge(),
                command.mail());
    }

    private @Nullable SealedPassword sealed(@Nullable Password password, UUID signupId) {
        return password == null ? null : password.sealedWith(sealer, signupId);
    }

    private static Acceptance acceptance(UUID signupId, Reply reply) {
        if (reply instanceof Reply.Answered answered) {
            return decision(signupId, answered.reply());
        }
        return reply instanceof Reply.Pending ? new Acceptance.Pending(signupId) : new Acceptance.Unavailable(signupId);
    }

    private static Acceptance decision(UUID signupId, SignupReply reply) {
        return switch (reply.getKind()) {
            case CREATED -> new Acceptance.Created(signupId, reply.getUser());
            case REJECTED -> new Acceptance.Refused(signupId, Refusal.decided(reply.getViolations()));
            case IDEMPOTENCY_CONFLICT -> new Acceptance.Refused(signupId, new Refusal.IdempotencyKeyReused());
            case ACTIVATED, ACTIVATION_REFUSED, UNKNOWN -> new Acceptance.Pending(signupId);
        };
    }
}
