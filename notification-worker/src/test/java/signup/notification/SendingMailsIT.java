package signup.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.local.fixture.Fixture;
import signup.local.mailbox.ReceivedMail;
import signup.notification.Worker.Row;

/** From an event on Kafka to the mail in the mailbox. */
class SendingMailsIT {

    private static Worker worker;

    @BeforeAll
    static void start() {
        worker = Worker.Setup.withMailServer(Fixture.mailbox().smtpPort()).start();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void aNewUserGetsTheMailThatIsOwed() {
        UserCreated event = Events.userCreated("zoe@a-new-user.example", MailPurpose.CONFIRMATION)
                .build();

        Events.publish(event);

        ReceivedMail mail = awaitMailTo(event.getEmail());
        assertThat(mail.subject()).isEqualTo("Confirmez votre adresse pour Signup");
        assertThat(mail.text()).contains("Bonjour Zoé").contains("https://signup.example/links/ey");
        assertThat(mail.html()).contains("Bonjour Zoé").contains("href=\"https://signup.example/links/ey");
        await().untilAsserted(() ->
                assertThat(worker.dispatchesOf(event.getSub())).containsExactly(new Row("handed_over", 1, "", true)));
    }

    private static ReceivedMail awaitMailTo(String address) {
        return await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> mailsTo(address), mails -> !mails.isEmpty())
                .get(0);
    }

    private static List<ReceivedMail> mailsTo(String address) {
        return Fixture.mailbox().messages().stream()
                .filter(mail -> mail.recipients().contains(address))
                .toList();
    }
}
