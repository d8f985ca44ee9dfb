package signup.registration;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import signup.events.BodyMac;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.SignupRequested;

/** Requests as the ingress would publish them. */
final class Signups {

    private Signups() {}

    static List<SignupRequested> requests(int count) {
        return Stream.generate(() -> request().build()).limit(count).toList();
    }

    @SafeVarargs
    static List<UUID> ids(List<SignupRequested>... requests) {
        return Stream.of(requests)
                .flatMap(List::stream)
                .map(SignupRequested::getSignupId)
                .toList();
    }

    /** These headers and one more. */
    static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return more;
    }

    /** A complete request of the first dialect, with names that nobody else has. */
    static SignupRequested.Builder request() {
        UUID signupId = UUID.randomUUID();
        return SignupRequested.newBuilder()
                .setEventId(UUID.randomUUID())
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .setSignupId(signupId)
                .setDialect(Dialect.SELFCOMMUNITY_SSO)
                .setClient("1")
                .setBodyMac(new BodyMac("2026", ByteBuffer.wrap(new byte[] {1, 2, 3})))
                .setUsername("User-" + signupId)
                .setEmail("User-" + signupId + "@Example.org")
                .setExtId("ext-" + signupId)
                .setTags(List.of(7L, 8L))
                .setAttributes(Map.of("city", "Lyon"))
                .setLocale("en")
                .setMail(new Mail(MailPurpose.NONE, null));
    }
}
