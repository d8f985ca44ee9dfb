package signup.local.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.local.process.FreePort;

class MailboxIT {

    @TempDir
    Path folder;

    private Mailbox mailbox;

    @BeforeEach
    void open() {
        mailbox = Mailbox.open(folder, FreePort.choose());
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void aMailThatWasTakenIsThereAfterARestart() throws Exception {
        send("anna@example.com", "First");
        mailbox.close();

        mailbox = Mailbox.open(folder, FreePort.choose());

        assertThat(mailbox.messages()).singleElement().satisfies(mail -> {
            assertThat(mail.subject()).isEqualTo("First");
            assertThat(mail.recipients()).containsExactly("anna@example.com");
            assertThat(mail.returnPath()).isEqualTo("signup@example.com");
        });
    }

    @Test
    void mailsStandInTheOrderOfTheirArrival() throws Exception {
        send("anna@example.com", "First");
        send("anna@example.com", "Second");
        mailbox.close();
        mailbox = Mailbox.open(folder, FreePort.choose());
        send("anna@example.com", "Third");

        assertThat(mailbox.messages()).extracting(ReceivedMail::subject).containsExactly("First", "Second", "Third");
    }

    @Test
    void whatIsDeletedIsGone() throws Exception {
        send("anna@example.com", "First");
        send("anna@example.com", "Second");
        String first = mailbox.ids().get(0);

        mailbox.delete(first);

        assertThat(mailbox.find(first)).isEmpty();
        assertThat(mailbox.messages()).extracting(ReceivedMail::subject).containsExactly("Second");
        mailbox.clear();
        assertThat(mailbox.ids()).isEmpty();
    }

    @Test
    void anIdThatIsNoneFindsNoFile() {
        assertThat(mailbox.raw("../../etc/passwd")).isEmpty();
        assertThat(mailbox.find("1")).isEmpty();
    }

    private void send(String recipient, String subject) throws Exception {
        Properties settings = new Properties();
        settings.putAll(Map.of("mail.smtp.host", "127.0.0.1", "mail.smtp.port", String.valueOf(mailbox.smtpPort())));
        MimeMessage mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom("signup@example.com");
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        mail.setSubject(subject, "UTF-8");
        mail.setText("Hello.\n.a line that begins with a dot\n", "UTF-8");
        Transport.send(mail);
    }
}
