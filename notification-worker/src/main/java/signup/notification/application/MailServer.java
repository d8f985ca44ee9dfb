package signup.notification.application;

import java.util.UUID;
import signup.notification.application.Mails.Mail;
import signup.notification.model.Delivery;

/** The mail server that takes our mails. */
public interface MailServer {

    /**
     * Hands one mail over; blocks until the server has answered or a timeout has passed. Safe to use from several threads.
     *
     * @param dispatchId makes the message's id, the same in every attempt
     */
    Delivery handOver(UUID dispatchId, String address, Mail mail);
}
