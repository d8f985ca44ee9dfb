package signup.benchmarks.backlog;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import signup.benchmarks.load.Identities;
import signup.events.BodyMac;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.SignupRequested;

/** Signups as the ingress would publish them for the first dialect, each with a name of its own. */
public final class SampleSignups {

    private static final int MAC_BYTES = 32;

    private final Identities identities;
    private final @Nullable PasswordSeal seal;

    /** @param seal seals each one's password; null for signups without */
    public SampleSignups(Identities identities, @Nullable PasswordSeal seal) {
        this.identities = identities;
        this.seal = seal;
    }

    /** The one of that number. */
    public SignupRequested signup(long number) {
        String name = identities.name(number);
        UUID signupId = UuidCreator.getTimeOrderedEpochPlusN();
        return SignupRequested.newBuilder()
                .setEventId(UuidCreator.getTimeOrderedEpochFast())
                .setOccurredAt(Instant.now())
                .setSignupId(signupId)
                .setDialect(Dialect.SELFCOMMUNITY_SSO)
                .setClient("bench")
                .setBodyMac(new BodyMac("bench", ByteBuffer.allocate(MAC_BYTES).putLong(0, number)))
                .setUsername(name)
                .setEmail(name + "@bench.example")
                .setExtId("ext-" + name)
                .setLocale("en")
                .setSealedPassword(seal == null ? null : seal.seal("Pa55word-" + name, signupId))
                .setMail(new Mail(MailPurpose.NONE, null))
                .build();
    }
}
