package signup.registration.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import signup.events.ReplyKind;
import signup.events.SealedPassword;
import signup.events.SignupRejected;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.registration.application.RegisteringUsers;
import signup.registration.model.Decided;
import signup.registration.model.Decision.Created;
import signup.registration.model.Decision.Rejected;
import signup.registration.model.Outcome;
import signup.registration.model.Outcome.Announced;
import signup.registration.model.Outcome.Conflict;
import signup.registration.model.Outcome.Repeated;
import signup.registration.model.Registration;
import signup.registration.model.RequestedMail;
import signup.registration.model.User;
import signup.schemas.Topics;

/** Has signups decided, and tells the world and the clients what became of them. */
public final class RegistrationHandler implements BatchHandler<SignupRequested> {

    private final RegisteringUsers registering;
    private final Duration limit;
    private final Predicate<Announced> announces;
    private final Consumer<List<Outcome>> counter;

    /**
     * @param limit how long a batch may take
     * @param announces which decisions the world hears of, when the request that took them comes (again)
     * @param counter is told every batch's outcomes
     */
    public RegistrationHandler(
            RegisteringUsers registering,
            Duration limit,
            Predicate<Announced> announces,
            Consumer<List<Outcome>> counter) {
        this.registering = registering;
        this.limit = limit;
        this.announces = announces;
        this.counter = counter;
    }

    @Override
    public void handle(List<Incoming<SignupRequested>> batch, Outgoing outgoing) {
        if (batch.isEmpty()) {
            return;
        }
        List<Registration> registrations = batch.stream()
                .map(incoming -> SignupEvents.registration(
                        incoming.event(),
                        incoming.coordinates(),
                        incoming.record().serializedValueSize()))
                .toList();
        List<Outcome> outcomes =
                Objects.requireNonNull(registering.register(registrations).block(limit));
        for (int i = 0; i < outcomes.size(); i++) {
            tell(batch.get(i), outcomes.get(i), outgoing);
        }
        counter.accept(outcomes);
    }

    private void tell(Incoming<SignupRequested> request, Outcome outcome, Outgoing outgoing) {
        if (outcome instanceof Announced announced) {
            boolean told = announces.test(announced);
            tell(request, announced.decided(), told, outgoing);
            RequestedMail mail = announced.mail();
            if (told && mail != null) {
                outgoing.pass(Topics.MAIL_REQUESTED, mail.sub(), SignupEvents.mail(mail), request.headers());
            }
        } else if (outcome instanceof Repeated repeated) {
            tell(request, repeated.decided(), false, outgoing);
        } else if (outcome instanceof Conflict conflict) {
            outgoing.reply(
                    request.headers(),
                    () -> SignupEvents.reply(
                            conflict.signupId(), ReplyKind.IDEMPOTENCY_CONFLICT, conflict.decidedAt()));
        }
    }

    private static void tell(Incoming<SignupRequested> request, Decided decided, boolean announce, Outgoing outgoing) {
        if (decided.decision() instanceof Created created) {
            UserCreated event = SignupEvents.created(created.user());
            if (announce) {
                announce(request, created.user(), event, outgoing);
            }
            outgoing.reply(request.headers(), () -> SignupEvents.createdReply(decided, event));
        } else if (decided.decision() instanceof Rejected rejected) {
            if (announce) {
                announce(request, decided, rejected, outgoing);
            }
            outgoing.reply(request.headers(), () -> SignupEvents.rejectedReply(decided, rejected.violations()));
        }
    }

    private static void announce(Incoming<SignupRequested> request, User user, UserCreated event, Outgoing outgoing) {
        outgoing.publish(
                Topics.USER_CREATED, user.sub(), event, event.getEventId(), user.createdAt(), request.headers());
        SealedPassword password = request.event().getSealedPassword();
        if (password != null) {
            outgoing.pass(
                    Topics.CREDENTIAL_REQUESTED,
                    user.sub(),
                    SignupEvents.credential(
                            user.sub(), user.signupId(), request.event().getOccurredAt(), user.createdAt(), password),
                    request.headers());
        }
    }

    private static void announce(
            Incoming<SignupRequested> request, Decided decided, Rejected rejected, Outgoing outgoing) {
        SignupRejected event = SignupEvents.rejected(decided, rejected.violations());
        outgoing.publish(
                Topics.SIGNUP_REJECTED,
                decided.signupId(),
                event,
                event.getEventId(),
                decided.decidedAt(),
                request.headers());
        if (rejected.isInternal()) {
            outgoing.deadLetter(request.record(), DeadLetterCause.UNSTORABLE);
        }
    }
}
