package signup.ingress.activation;

import com.github.f4b6a3.uuid.factory.standard.NameBasedSha1Factory;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.events.ActivationRefusal;
import signup.events.ActivationRequested;
import signup.events.MailPurpose;
import signup.events.SealedPassword;
import signup.events.SignupReply;
import signup.ingress.acceptance.Reply;
import signup.ingress.acceptance.Requests;
import signup.ingress.acceptance.Requests.Waiting;
import signup.ingress.acceptance.TimeOrderedId;
import signup.ingress.dialect.WebUrl;
import signup.ingress.password.Password;
import signup.schemas.Topics;
import signup.schemas.password.PasswordSealer;

/**
 * Uses a link: publishes {@code ActivationRequested} and waits for what the registration worker says.
 *
 * <p>For people, the activation's id derives from the link and the password chosen with it, so that a double click, a
 * reload or a retry is the same activation and gets the same answer, and a second try with another password is another one,
 * which finds the link spent. For programs, each call is an activation of its own.
 */
public final class ActivatingUsers {

    /** Ours, for UuidCreator makes its own on first use, under a lock that the other event loops would wait for. */
    private static final NameBasedSha1Factory IDS = new NameBasedSha1Factory();

    private final Requests requests;
    private final PasswordSealer sealer;
    private final PasswordFingerprint fingerprint;
    private final Duration timeToAct;
    private final InstantSource clock;

    /** @param replyTimeout how long an activation's reply is waited for */
    ActivatingUsers(
            Requests requests,
            PasswordSealer sealer,
            PasswordFingerprint fingerprint,
            Duration replyTimeout,
            InstantSource clock) {
        this.requests = requests;
        this.sealer = sealer;
        this.fingerprint = fingerprint;
        // The last fifth is for the worker to write what it has begun in time, and for its reply to come.
        this.timeToAct = replyTimeout.multipliedBy(4).dividedBy(5);
        this.clock = clock;
    }

    /**
     * Uses the link, sooner or later; the same again is the same activation.
     *
     * @param password the password chosen with it; null to leave the user's as it is
     * @param traceparent the caller's W3C trace context; null to start one
     */
    public Mono<Activation> activate(Link link, @Nullable String password, @Nullable String traceparent) {
        return Mono.defer(() -> {
            ActivationRequested event = event(link, password, activationId(link, password));
            return ask(event, Waiting.IF_POSSIBLE, traceparent);
        });
    }

    /**
     * Uses the link now or not at all; the same again is another activation, which finds the link spent if this one was done.
     * One that ends as {@link Activation.Pending} or {@link Activation.Unavailable} is not done later. It may have been done in the
     * last moment, when only its reply did not come in time.
     *
     * @param password as in {@link #activate}
     * @param traceparent as in {@link #activate}
     */
    public Mono<Activation> attempt(Link link, @Nullable String password, @Nullable String traceparent) {
        return Mono.defer(() -> {
            ActivationRequested event = event(link, password, TimeOrderedId.next(clock));
            event.setActBefore(clock.instant().plus(timeToAct).truncatedTo(ChronoUnit.MICROS));
            return ask(event, Waiting.OR_NOT_AT_ALL, traceparent);
        });
    }

    private Mono<Activation> ask(ActivationRequested event, Waiting waiting, @Nullable String traceparent) {
        return requests.ask(new Requests.Request(
                        Topics.ACTIVATION_REQUESTED,
                        event.getSub().toString(),
                        event,
                        event.getActivationId(),
                        waiting,
                        traceparent))
                .map(ActivatingUsers::outcome);
    }

    private UUID activationId(Link link, @Nullable String password) {
        String chosen = password == null ? "" : fingerprint.of(link.id(), password);
        return IDS.create(link.id(), "activation:" + chosen);
    }

    private ActivationRequested event(Link link, @Nullable String password, UUID activationId) {
        @Nullable
        SealedPassword sealed = password == null ? null : Password.of(password).sealedWith(sealer, activationId);
        return ActivationRequested.newBuilder()
                .setEventId(TimeOrderedId.next(clock))
                .setOccurredAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setActivationId(activationId)
                .setLinkId(link.id())
                .setPurpose(
                        switch (link.purpose()) {
                            case CONFIRMATION -> MailPurpose.CONFIRMATION;
                            case REGISTRATION -> MailPurpose.REGISTRATION;
                        })
                .setSub(link.sub())
                .setSealedPassword(sealed)
                .build();
    }

    private static Activation outcome(Reply reply) {
        if (reply instanceof Reply.Answered answered) {
            return outcome(answered.reply());
        }
        return reply instanceof Reply.Pending ? new Activation.Pending() : new Activation.Unavailable();
    }

    private static Activation outcome(SignupReply reply) {
        return switch (reply.getKind()) {
            case ACTIVATED ->
                new Activation.Activated(Optional.ofNullable(reply.getNextUrl()).filter(WebUrl::isValid));
            case ACTIVATION_REFUSED ->
                refused(Objects.requireNonNullElse(reply.getRefusal(), ActivationRefusal.UNKNOWN));
            // A worker newer than this instance: whatever it said, it is decided, and not for us to guess.
            case UNKNOWN, CREATED, REJECTED, IDEMPOTENCY_CONFLICT -> new Activation.Unavailable();
        };
    }

    private static Activation refused(ActivationRefusal refusal) {
        return switch (refusal) {
            case USER_UNKNOWN -> new Activation.UserUnknown();
            case LINK_SPENT -> new Activation.Spent();
            case UNKNOWN -> new Activation.Unavailable();
        };
    }
}
