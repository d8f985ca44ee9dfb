package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.events.Challenge;
import signup.events.Dialect;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.MailRequested;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.schemas.Topics;

/** What becomes of a native signup whose address is known: its client hears nothing, the owner of the address a mail. */
class KnownAddressIT {

    private static final Violation TAKEN = new Violation("email", ViolationReason.TAKEN);

    private static Pipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.started();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void theOwnerOfAnUnconfirmedAddressGetsOneFreshConfirmationPerCooldown() {
        UserCreated user = created(signup(UUID.randomUUID() + "@example.org"));
        refused(signup(user.getEmail()));
        assertThat(mailsTo(user)).as("right after the creation").isEmpty();

        coolDown(user);
        SignupRequested again = signup(user.getEmail().toUpperCase());
        refused(again);
        refused(signup(user.getEmail()));

        assertThat(mailsTo(user)).singleElement().satisfies(mail -> {
            assertThat(mail.getPurpose()).isEqualTo(MailPurpose.CONFIRMATION);
            assertThat(mail.getEmail()).as("the user's own spelling").isEqualTo(user.getEmail());
            assertThat(mail.getLocale()).isEqualTo(user.getLocale());
        });
        assertThat(pipeline.query(
                        "select signup_id from registration.requested_mails where sub = '" + user.getSub() + "'"))
                .containsExactly(List.of(again.getSignupId().toString()));

        coolDown(user);
        refused(signup(user.getEmail()));
        assertThat(mailsTo(user)).as("after the next cooldown").hasSize(2);
    }

    @Test
    void whoWasSignedUpBySomebodyUnknownIsAskedForAPasswordAgainAndNotOnlyForAClick() {
        UserCreated user = created(Signups.request()
                .setDialect(Dialect.SAYMON)
                .setEmail(UUID.randomUUID() + "@example.org")
                .setMail(new Mail(MailPurpose.REGISTRATION, null))
                .build());
        assertThat(pipeline.query("select status from registration.users where sub = '" + user.getSub() + "'"))
                .containsExactly(List.of("pending"));
        coolDown(user);

        refused(signup(user.getEmail()));

        assertThat(mailsTo(user))
                .singleElement()
                .extracting(MailRequested::getPurpose)
                .isEqualTo(MailPurpose.REGISTRATION);
    }

    @Test
    void theOwnerOfAnAddressGetsFiveSuchMailsADayHoweverOftenStrangersSignItUp() {
        UserCreated user = created(signup(UUID.randomUUID() + "@example.org"));
        for (int i = 0; i < 6; i++) {
            coolDown(user);
            refused(signup(user.getEmail()));
        }
        assertThat(mailsTo(user)).hasSize(5);

        pipeline.query("update registration.requested_mails set requested_at = requested_at - interval '1 day'"
                + " where sub = '" + user.getSub() + "' returning sub");
        refused(signup(user.getEmail()));
        assertThat(mailsTo(user)).as("the day after").hasSize(6);
    }

    @Test
    void theOwnerOfAConfirmedAddressIsToldOfTheAccountAndARedeliveryTellsTheSame() {
        UserCreated user = created(signup(UUID.randomUUID() + "@example.org"));
        coolDown(user);
        pipeline.query(
                "update registration.users set status = 'active' where sub = '" + user.getSub() + "' returning sub");
        SignupRequested again = signup(user.getEmail());
        RecordMetadata sent = pipeline.send(Topics.SIGNUP_REQUESTED, 0, again, Map.of());
        pipeline.awaitRejected(again.getSignupId());
        pipeline.query(
                "update registration.users set status = 'pending' where sub = '" + user.getSub() + "' returning sub");

        pipeline.redeliver("registrationContainer", "signup-registration", sent);

        List<MailRequested> mails = pipeline.awaitEvents(
                Topics.MAIL_REQUESTED,
                MailRequested.class,
                mail -> user.getSub().equals(mail.getSub()),
                2);
        assertThat(mails.get(0).getPurpose()).isEqualTo(MailPurpose.ALREADY_REGISTERED);
        assertThat(mails.get(1)).isEqualTo(mails.get(0));
    }

    @Test
    void manySignupsOfOneAddressInABatchOweOneMail() {
        UserCreated user = created(signup(UUID.randomUUID() + "@example.org"));
        coolDown(user);
        List<SignupRequested> many = List.of(
                signup(user.getEmail()), signup(user.getEmail()), signup(user.getEmail()), signup(user.getEmail()));
        pipeline.whileStopped("registrationContainer", () -> {
            many.forEach(one -> pipeline.sendLater(Topics.SIGNUP_REQUESTED, 0, one));
            pipeline.flush();
        });
        many.forEach(one -> pipeline.awaitRejected(one.getSignupId()));

        assertThat(mailsTo(user)).hasSize(1);
    }

    @Test
    void aSpentProofOfWorkAndOtherDialectsMailNobody() {
        UserCreated user = created(signup(UUID.randomUUID() + "@example.org"));
        coolDown(user);
        Challenge proof = new Challenge("proof-" + UUID.randomUUID(), true);
        created(SignupRequested.newBuilder(signup(UUID.randomUUID() + "@example.org"))
                .setChallenge(proof)
                .build());

        SignupRequested replayed = SignupRequested.newBuilder(signup(user.getEmail()))
                .setChallenge(proof)
                .build();
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, replayed, Map.of());
        assertThat(pipeline.awaitRejected(replayed.getSignupId()).getViolations())
                .containsExactly(new Violation("challenge", ViolationReason.CHALLENGE_REUSED));
        refused(SignupRequested.newBuilder(signup(user.getEmail()))
                .setDialect(Dialect.SELFCOMMUNITY_ACCOUNT)
                .build());

        assertThat(mailsTo(user)).isEmpty();
    }

    private static SignupRequested signup(String email) {
        return Signups.request()
                .setDialect(Dialect.OPEN)
                .setClient("anonymous")
                .setUsername(null)
                .setExtId(null)
                .setEmail(email)
                .setLocale("fr")
                .build();
    }

    private static UserCreated created(SignupRequested request) {
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        return pipeline.awaitCreated(request.getSignupId());
    }

    private static void refused(SignupRequested request) {
        pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of());
        assertThat(pipeline.awaitRejected(request.getSignupId()).getViolations())
                .containsExactly(TAKEN);
    }

    /** A mail is in one transaction with the rejection that was awaited. */
    private static List<MailRequested> mailsTo(UserCreated user) {
        SignupRequested mark = signup(UUID.randomUUID() + "@example.org");
        created(mark);
        return pipeline.events(Topics.MAIL_REQUESTED, MailRequested.class).stream()
                .filter(mail -> user.getSub().equals(mail.getSub()))
                .toList();
    }

    private static void coolDown(UserCreated user) {
        pipeline.query("update registration.users set created_at = created_at - interval '1 hour' where sub = '"
                + user.getSub() + "' returning sub");
        pipeline.query("update registration.requested_mails set requested_at = requested_at - interval '1 hour'"
                + " where sub = '" + user.getSub() + "' returning sub");
    }
}
