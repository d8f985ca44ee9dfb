package signup.registration.activation;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import signup.events.ActivationRefusal;
import signup.events.ActivationRequested;
import signup.events.ReplyKind;
import signup.events.SignupReply;
import signup.events.UserActivated;
import signup.registration.activation.ActivationOutcome.Activated;
import signup.registration.activation.ActivationOutcome.LinkSpent;
import signup.registration.activation.ActivationOutcome.UserUnknown;
import signup.registration.application.SignupIds;
import signup.registration.kafka.BatchHandler;
import signup.registration.kafka.Incoming;
import signup.registration.kafka.Outgoing;
import signup.registration.kafka.SignupEvents;
import signup.registration.model.Purpose;
import signup.registration.model.User;
import signup.schemas.Topics;

/** Has links acted on, and tells the world and who pressed the button. */
final class ActivationHandler implements BatchHandler<ActivationRequested> {

    private final ActivatingUsers activating;
    private final ActivationMetrics metrics;
    private final Duration limit;

    ActivationHandler(ActivatingUsers activating, ActivationMetrics metrics, Duration limit) {
        this.activating = activating;
        this.metrics = metrics;
        this.limit = limit;
    }

    @Override
    public void handle(List<Incoming<ActivationRequested>> batch, Outgoing outgoing) {
        if (batch.isEmpty()) {
            return;
        }
        List<Activation> activations =
                batch.stream().map(ActivationHandler::activation).toList();
        List<ActivationOutcome> outcomes =
                Objects.requireNonNull(activating.activate(activations).block(limit));
        for (int i = 0; i < outcomes.size(); i++) {
            tell(batch.get(i), outcomes.get(i), outgoing);
        }
        metrics.count(activations, outcomes);
    }

    private static Activation activation(Incoming<ActivationRequested> incoming) {
        ActivationRequested event = incoming.event();
        return new Activation(
                event.getActivationId(),
                event.getLinkId(),
                Purpose.valueOf(event.getPurpose().name()),
                event.getSub(),
                event.getSealedPassword() != null,
                incoming.coordinates(),
                event.getActBefore());
    }

    private static void tell(Incoming<ActivationRequested> request, ActivationOutcome outcome, Outgoing outgoing) {
        if (outcome instanceof Activated activated) {
            if (activated.announces()) {
                announce(request, activated, outgoing);
            }
            outgoing.reply(request.headers(), () -> activatedReply(request.event(), activated));
        } else if (outcome instanceof LinkSpent) {
            refuse(request, ActivationRefusal.LINK_SPENT, outgoing);
        } else if (outcome instanceof UserUnknown) {
            refuse(request, ActivationRefusal.USER_UNKNOWN, outgoing);
        }
        // One that expired is not answered: nobody waits, and a refusal would be taken for a decision.
    }

    private static void refuse(Incoming<ActivationRequested> request, ActivationRefusal refusal, Outgoing outgoing) {
        outgoing.reply(request.headers(), () -> refusedReply(request.event(), refusal));
    }

    private static void announce(Incoming<ActivationRequested> request, Activated activated, Outgoing outgoing) {
        ActivationRequested event = request.event();
        User user = activated.user();
        SpentLink link = activated.link();
        UserActivated activation = new UserActivated(
                SignupIds.event(link.linkId(), "user.activated"),
                link.at(),
                user.sub(),
                user.id(),
                event.getPurpose(),
                true);
        outgoing.publish(
                Topics.USER_ACTIVATED, user.sub(), activation, activation.getEventId(), link.at(), request.headers());
        if (event.getSealedPassword() != null) {
            outgoing.pass(
                    Topics.CREDENTIAL_REQUESTED,
                    user.sub(),
                    SignupEvents.credential(
                            user.sub(),
                            event.getActivationId(),
                            event.getOccurredAt(),
                            link.at(),
                            event.getSealedPassword()),
                    request.headers());
        }
    }

    private static SignupReply activatedReply(ActivationRequested request, Activated activated) {
        SignupReply reply = SignupEvents.reply(
                request.getActivationId(), ReplyKind.ACTIVATED, activated.link().at());
        reply.setUser(SignupEvents.created(activated.user()));
        reply.setNextUrl(activated.user().profile().mail().nextUrl());
        return reply;
    }

    private static SignupReply refusedReply(ActivationRequested request, ActivationRefusal refusal) {
        SignupReply reply =
                SignupEvents.reply(request.getActivationId(), ReplyKind.ACTIVATION_REFUSED, request.getOccurredAt());
        reply.setRefusal(refusal);
        return reply;
    }
}
