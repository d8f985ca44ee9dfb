package signup.ingress.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import signup.events.ActivationRequested;
import signup.events.BodyMac;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.SignupRequested;
import signup.schemas.Topics;

/** One record per topic that is written here. Serialized once and thrown away, they acquaint a foreign serializer with the schemas. */
final class Exemplars {

    private static final UUID NOBODY = new UUID(0, 0);

    static final Map<String, Object> ALL = Map.of(
            Topics.SIGNUP_REQUESTED,
            SignupRequested.newBuilder()
                    .setEventId(NOBODY)
                    .setOccurredAt(Instant.EPOCH)
                    .setSignupId(NOBODY)
                    .setDialect(Dialect.UNKNOWN)
                    .setClient("")
                    .setBodyMac(new BodyMac("", ByteBuffer.allocate(0)))
                    .setLocale("")
                    .setMail(new Mail(MailPurpose.NONE, null))
                    .build(),
            Topics.ACTIVATION_REQUESTED,
            ActivationRequested.newBuilder()
                    .setEventId(NOBODY)
                    .setOccurredAt(Instant.EPOCH)
                    .setActivationId(NOBODY)
                    .setLinkId(NOBODY)
                    .setPurpose(MailPurpose.NONE)
                    .setSub(NOBODY)
                    .build());

    private Exemplars() {}
}
