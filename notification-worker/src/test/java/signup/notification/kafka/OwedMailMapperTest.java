package signup.notification.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.MailRequested;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.notification.kafka.OwedMailMapper.Meaning;
import signup.notification.kafka.OwedMailMapper.Meaning.CannotBeSent;
import signup.notification.kafka.OwedMailMapper.Meaning.Owes;
import signup.notification.kafka.OwedMailMapper.Meaning.OwesNothing;
import signup.notification.model.OwedMail;
import signup.notification.model.Purpose;
import signup.notification.model.Recipient;

class OwedMailMapperTest {

    private static final UUID SUB = UUID.randomUUID();
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aNewUserIsOwedTheMailOfTheEvent() {
        UserCreated event = userCreated(MailPurpose.REGISTRATION).build();

        assertThat(OwedMailMapper.meaning(event, TRACEPARENT))
                .isEqualTo(new Owes(new OwedMail(
                        event.getEventId(),
                        Purpose.REGISTRATION,
                        new Recipient(SUB, "zoe@example.org", "Zoé", "AUTHENTIC"),
                        "fr-FR",
                        event.getOccurredAt(),
                        TRACEPARENT)));
    }

    @Test
    void aNewUserWithoutAMailIsOwedNothing() {
        assertThat(OwedMailMapper.meaning(userCreated(MailPurpose.NONE).build(), null))
                .isEqualTo(new OwesNothing());
    }

    @Test
    void aNewUserWithoutAnAddressCannotGetOne() {
        assertThat(OwedMailMapper.meaning(
                        userCreated(MailPurpose.CONFIRMATION).setEmail(null).build(), null))
                .isEqualTo(new CannotBeSent("no-recipient"));
    }

    @Test
    void aPurposeThatHasNoMailYetIsLeftOut() {
        assertThat(OwedMailMapper.meaning(userCreated(MailPurpose.WELCOME).build(), null))
                .isEqualTo(new CannotBeSent("unsupported"));
    }

    @Test
    void aRequestedMailGoesToTheUserOrToTheAddress() {
        assertThat(recipient(OwedMailMapper.meaning(mailRequested(MailPurpose.CONFIRMATION, SUB, null), null)))
                .isEqualTo(new Recipient(SUB, null, null, null));
        assertThat(recipient(OwedMailMapper.meaning(
                        mailRequested(MailPurpose.ALREADY_REGISTERED, null, "zoe@example.org"), null)))
                .isEqualTo(new Recipient(null, "zoe@example.org", null, null));
    }

    @Test
    void aLinkNeedsAUserToActFor() {
        assertThat(OwedMailMapper.meaning(mailRequested(MailPurpose.CONFIRMATION, null, "zoe@example.org"), null))
                .isEqualTo(new CannotBeSent("no-recipient"));
        assertThat(OwedMailMapper.meaning(mailRequested(MailPurpose.ALREADY_REGISTERED, null, null), null))
                .isEqualTo(new CannotBeSent("no-recipient"));
    }

    @Test
    void aNameThatReadsAsAMessageIsLeftOut() {
        UserCreated event = userCreated(MailPurpose.CONFIRMATION)
                .setFirstName("Win at https://evil.example")
                .setRealName("Zoé Martin")
                .build();

        assertThat(recipient(OwedMailMapper.meaning(event, null)).name()).isEqualTo("Zoé Martin");
    }

    @Test
    void controlCharactersNeverReachTheLedger() {
        UserCreated event = userCreated(MailPurpose.CONFIRMATION)
                .setEmail("zoe\u0000@example.org\r\n")
                .setLocale("fr\u0000")
                .build();

        Owes owes = (Owes) OwedMailMapper.meaning(event, "00-\u0000");

        assertThat(owes.mail().recipient().email()).isEqualTo("zoe\uFFFD@example.org\uFFFD\uFFFD");
        assertThat(owes.mail().locale()).isEqualTo("und");
        assertThat(owes.mail().traceparent()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"Zoe@Example.ORG, example.org", "a@b@c.example, c.example", "none, none"})
    void aDomainIsTheSameInAnyCase(String email, String domain) {
        assertThat(new Recipient(null, email, null, null).domain()).isEqualTo(domain);
    }

    private static Recipient recipient(Meaning meaning) {
        return ((Owes) meaning).mail().recipient();
    }

    private static UserCreated.Builder userCreated(MailPurpose purpose) {
        return UserCreated.newBuilder()
                .setEventId(UUID.randomUUID())
                .setOccurredAt(Instant.parse("2026-11-22T12:00:00Z"))
                .setSignupId(UUID.randomUUID())
                .setSub(SUB)
                .setId(1)
                .setDialect(Dialect.AUTHENTIC)
                .setEmail("zoe@example.org")
                .setFirstName("Zoé")
                .setTags(List.of())
                .setAttributes(Map.of())
                .setLocale("fr-FR")
                .setStatusAtCreation(UserStatus.ACTIVE)
                .setMail(Mail.newBuilder().setPurpose(purpose).build());
    }

    private static MailRequested mailRequested(MailPurpose purpose, UUID sub, String email) {
        return MailRequested.newBuilder()
                .setEventId(UUID.randomUUID())
                .setOccurredAt(Instant.EPOCH)
                .setPurpose(purpose)
                .setSub(sub)
                .setEmail(email)
                .setLocale("en")
                .build();
    }
}
