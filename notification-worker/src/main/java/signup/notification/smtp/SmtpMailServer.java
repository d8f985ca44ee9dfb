package signup.notification.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signup.notification.application.MailServer;
import signup.notification.application.Mails.Mail;
import signup.notification.model.Delivery;
import signup.schemas.MailAddress;

/** Hands mails over by SMTP, in the calling thread. */
final class SmtpMailServer implements MailServer {

    private static final Logger log = LoggerFactory.getLogger(SmtpMailServer.class);
    private static final String SMTPUTF8 = "SMTPUTF8";

    private final Route ascii;
    private final Route utf8;

    /**
     * @param ascii for addresses in ASCII, which any server takes
     * @param utf8 for the rest (RFC 6531); apart, so that no other mail is bound to servers that know the extension
     */
    SmtpMailServer(Route ascii, Route utf8) {
        this.ascii = ascii;
        this.utf8 = utf8;
    }

    /** How messages are made and sent with one kind of session. */
    record Route(Messages messages, SmtpConnections connections) {}

    @Override
    public Delivery handOver(UUID dispatchId, String address, Mail mail) {
        Optional<MailAddress> parsed = MailAddress.parse(address);
        if (parsed.isEmpty()) {
            return new Delivery.Refused("not an address");
        }
        boolean needsUtf8 = parsed.get().needsUtf8();
        Route route = needsUtf8 ? utf8 : ascii;
        try {
            InternetAddress to = new InternetAddress(parsed.get().text(), false);
            MimeMessage message = route.messages().message(dispatchId, to, mail);
            route.connections().send(message, to, needsUtf8 ? SMTPUTF8 : null);
            return new Delivery.HandedOver();
        } catch (SmtpConnections.LackingExtensionException e) {
            return new Delivery.Refused("the mail server lacks SMTPUTF8");
        } catch (SmtpConnections.ConnectException e) {
            log.debug("The mail server cannot be reached", e);
            return SmtpFailures.meaning(e);
        } catch (MessagingException e) {
            return SmtpFailures.meaning(e);
        }
    }

    void close() {
        ascii.connections().closeAll();
        utf8.connections().closeAll();
    }
}
