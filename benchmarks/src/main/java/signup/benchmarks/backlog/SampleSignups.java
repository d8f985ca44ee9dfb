package signup.benchmarks.backlog;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import signup.benchmarks.load.Identities;
import signup.events.BodyMac;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.SealedPassword;
import signup.events.SignupRequested;
import signup.schemas.password.PasswordSealer;

/** Signups as the ingress would publish them for the first dialect, each with a name of its own. */
public final class SampleSignups {

    private static final int MAC_BYTES = 32;

    private final Identities identities;
    private final BiFunction<String, UUID, @Nullable SealedPassword> passwords;

    private SampleSignups(Identities identities, BiFunction<String, UUID, @Nullable SealedPassword> passwords) {
        this.identities = identities;
        this.passwords = passwords;
    }

    /** Signups without a password. */
    public static SampleSignups withoutPasswords(Identities identities) {
        return new SampleSignups(identities, (name, signupId) -> null);
    }

    /** Signups with a password each. */
    public static SampleSignups withPasswords(Identities identities, PasswordSealer sealer) {
        return new SampleSignups(
                identities,
                (name, signupId) -> sealer.seal(("Pa55word-" + name).getBytes(StandardCharsets.UTF_8), signupId));
    }

    /** Signups that all carry the same bytes as their password: much faster to make, for workers that do not open them. */
    public static SampleSignups withUnopenedPasswords(Identities identities, PasswordSealer sealer) {
        SealedPassword sealed = sealer.seal("Pa55word-of-the-bench".getBytes(StandardCharsets.UTF_8), new UUID(0, 0));
        return new SampleSignups(identities, (name, signupId) -> sealed);
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
                .setSealedPassword(passwords.apply(name, signupId))
                .setMail(new Mail(MailPurpose.NONE, null))
                .build();
    }
}
