package signup.registration.kafka;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import signup.events.Avatar;
import signup.events.CredentialRequested;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.MailRequested;
import signup.events.ReplyKind;
import signup.events.SealedPassword;
import signup.events.SignupRejected;
import signup.events.SignupReply;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.events.ViolationReason;
import signup.registration.application.SignupIds;
import signup.registration.model.BodyMac;
import signup.registration.model.Challenge;
import signup.registration.model.Claims;
import signup.registration.model.Coordinates;
import signup.registration.model.Decided;
import signup.registration.model.Dialect;
import signup.registration.model.OwedMail;
import signup.registration.model.Picture;
import signup.registration.model.Profile;
import signup.registration.model.Purpose;
import signup.registration.model.Reason;
import signup.registration.model.Registration;
import signup.registration.model.RequestedMail;
import signup.registration.model.SoundTime;
import signup.registration.model.User;
import signup.registration.model.Violation;
import signup.schemas.IdentityKey;

/** Between events and the model. What is made here from a stored decision is the same each time. */
public final class SignupEvents {

    private SignupEvents() {}

    static Registration registration(SignupRequested event, Coordinates coordinates, int size) {
        signup.events.Challenge challenge = event.getChallenge();
        return new Registration(
                event.getSignupId(),
                Dialect.valueOf(event.getDialect().name()),
                event.getClient(),
                BodyMac.of(
                        event.getBodyMac().getKeyId(),
                        Utils.toArray(event.getBodyMac().getBytes())),
                SoundTime.bounded(event.getOccurredAt()),
                coordinates,
                new Profile(
                        event.getUsername(),
                        event.getEmail(),
                        event.getExtId(),
                        event.getRealName(),
                        event.getFirstName(),
                        event.getLastName(),
                        event.getRole(),
                        event.getTags(),
                        event.getAttributes(),
                        event.getLocale(),
                        new OwedMail(
                                Purpose.valueOf(event.getMail().getPurpose().name()),
                                event.getMail().getNextUrl())),
                new Claims(IdentityKey.of(event.getUsername()), IdentityKey.of(event.getEmail()), event.getExtId()),
                event.getSealedPassword() != null,
                picture(event.getAvatar()),
                IdentityKey.of(event.getInviteCode()),
                IdentityKey.of(event.getPromoCode()),
                challenge == null ? null : new Challenge(challenge.getId(), challenge.getPassed()),
                size);
    }

    private static @Nullable Picture picture(@Nullable Avatar avatar) {
        if (avatar == null) {
            return null;
        }
        if (avatar.getBytes() != null) {
            String hex = HexFormat.of().formatHex(Utils.toArray(avatar.getBytes()));
            return new Picture(avatar.getContentType(), hex, null);
        }
        return avatar.getUrl() == null ? null : new Picture(null, null, avatar.getUrl());
    }

    /** The event of a user's creation, for everybody and for replies. */
    public static UserCreated created(User user) {
        Profile profile = user.profile();
        return new UserCreated(
                SignupIds.event(user.signupId(), "user.created"),
                user.createdAt(),
                user.signupId(),
                user.sub(),
                user.id(),
                signup.events.Dialect.valueOf(user.dialect().name()),
                profile.username(),
                profile.email(),
                profile.extId(),
                profile.realName(),
                profile.firstName(),
                profile.lastName(),
                profile.role(),
                profile.tags(),
                profile.attributes(),
                profile.locale(),
                UserStatus.valueOf(user.statusAtCreation().name()),
                user.avatarUrl(),
                new Mail(
                        MailPurpose.valueOf(profile.mail().purpose().name()),
                        profile.mail().nextUrl()));
    }

    static SignupRejected rejected(Decided decided, List<Violation> violations) {
        return new SignupRejected(
                SignupIds.event(decided.signupId(), "signup.rejected"),
                decided.decidedAt(),
                decided.signupId(),
                signup.events.Dialect.valueOf(decided.dialect().name()),
                violations(violations));
    }

    /** Why a signup was rejected. */
    public static List<Violation> violations(SignupRejected event) {
        return event.getViolations().stream()
                .map(violation -> new Violation(
                        violation.getField(),
                        Reason.valueOf(violation.getReason().name())))
                .toList();
    }

    /** The address comes along: the ledger of mails may never have heard of the user. */
    static MailRequested mail(RequestedMail mail) {
        return new MailRequested(
                SignupIds.event(mail.signupId(), "mail.requested"),
                mail.at(),
                MailPurpose.valueOf(mail.purpose().name()),
                mail.sub(),
                mail.email(),
                mail.locale());
    }

    static SignupReply createdReply(Decided decided, UserCreated user) {
        SignupReply reply = reply(decided.signupId(), ReplyKind.CREATED, decided.decidedAt());
        reply.setUser(user);
        return reply;
    }

    static SignupReply rejectedReply(Decided decided, List<Violation> violations) {
        SignupReply reply = reply(decided.signupId(), ReplyKind.REJECTED, decided.decidedAt());
        reply.setViolations(violations(violations));
        return reply;
    }

    /** A reply of that kind with nothing more to say yet. */
    public static SignupReply reply(UUID correlationId, ReplyKind kind, Instant at) {
        return new SignupReply(
                SignupIds.event(correlationId, "signup.replies"), at, correlationId, kind, null, List.of(), null, null);
    }

    /** A sealed password on its way to be hashed. */
    public static CredentialRequested credential(
            UUID sub, UUID causeId, Instant chosenAt, Instant at, SealedPassword password) {
        return new CredentialRequested(
                SignupIds.event(causeId, "credential.requested"), at, sub, causeId, chosenAt, password);
    }

    private static List<signup.events.Violation> violations(List<Violation> violations) {
        return violations.stream()
                .map(violation -> new signup.events.Violation(
                        violation.field(),
                        ViolationReason.valueOf(violation.reason().name())))
                .toList();
    }
}
