package signup.notification.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import signup.notification.application.Mails.Mail;

class MessagesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID DISPATCH = UUID.fromString("9b2f6c1e-0000-5000-8000-000000000001");
    private static final Mail MAIL =
            new Mail("fr", "Confirmez votre adresse – déjà", "Bonjour Zoé", "<p>Bonjour Zoé</p>");

    private final Session session = Session.getInstance(new Properties());
    private final Messages messages = new Messages(
            session, SmtpConfiguration.sender("Chez Léa <no-reply@signup.example>"), InstantSource.fixed(NOW));

    @Test
    void aMessageHasATextAndAnHtmlPart() throws Exception {
        MimeMessage message = sent(MAIL);

        assertThat(message.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(parts.getBodyPart(0).getContent()).isEqualTo("Bonjour Zoé");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(parts.getBodyPart(1).getContent()).isEqualTo("<p>Bonjour Zoé</p>");
    }

    @Test
    void itsHeadersSayWhatItIs() throws Exception {
        MimeMessage message = sent(MAIL);

        assertThat(message.getSubject()).isEqualTo("Confirmez votre adresse – déjà");
        assertThat(message.getFrom()).containsExactly(new InternetAddress("no-reply@signup.example", "Chez Léa"));
        assertThat(message.getAllRecipients()).containsExactly(new InternetAddress("zoe@example.org"));
        assertThat(message.getSentDate()).isEqualTo(Date.from(NOW));
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("Content-Language")).containsExactly("fr");
    }

    @Test
    void everyAttemptCarriesTheSameMessageId() throws Exception {
        String id = "<" + DISPATCH + "@signup.example>";

        assertThat(sent(MAIL).getMessageID()).isEqualTo(id);
        assertThat(sent(MAIL).getMessageID()).isEqualTo(id);
    }

    @Test
    void noTextBreaksOutOfItsHeader() throws Exception {
        Mail hostile =
                new Mail("en", "Hello\r\nBcc: victim@example.org\r\n\r\n<h1>Body</h1>\u2028X", "text", "<p>html</p>");

        String head = raw(hostile).split("\r\n\r\n")[0];

        assertThat(head).doesNotContain("<h1>\r\n");
        assertThat(Arrays.stream(head.split("\r\n")))
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("bcc:"));
        assertThat(sent(hostile).getAllRecipients()).hasSize(1);
        assertThat(sent(hostile).getSubject()).doesNotContain("\r").doesNotContain("\n");
    }

    @Test
    void linesStayWithinWhatSmtpAllows() throws Exception {
        Mail wide = new Mail("en", "s ".repeat(1500), "t".repeat(3000), "é".repeat(3000));

        assertThat(Arrays.stream(raw(wide).split("\r\n")).map(String::length)).allMatch(length -> length <= 998);
        assertThat(raw(wide).chars()).allMatch(c -> c < 0x80);
    }

    @Test
    void aSenderThatIsNoAddressIsRefused() {
        assertThatThrownBy(() -> SmtpConfiguration.sender("Signup")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SmtpConfiguration.sender("a@b.example, c@d.example"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private MimeMessage sent(Mail mail) throws Exception {
        return new MimeMessage(session, new ByteArrayInputStream(raw(mail).getBytes(StandardCharsets.ISO_8859_1)));
    }

    private String raw(Mail mail) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        messages.message(DISPATCH, new InternetAddress("zoe@example.org"), mail).writeTo(bytes);
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
