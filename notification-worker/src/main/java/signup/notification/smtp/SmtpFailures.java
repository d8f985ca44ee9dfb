package signup.notification.smtp;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import signup.notification.model.Delivery;
import signup.notification.model.Delivery.Deferred;
import signup.notification.model.Delivery.Refused;
import signup.notification.model.Delivery.Unreachable;

/**
 * What a failed SMTP conversation (RFC 5321) means. A 5xx to the recipient or the message is final. All else passes or is
 * ours to mend (our login, our sender address, the network) and is worth another try. Of the server's words only the
 * status codes are kept: the text often quotes the address.
 */
final class SmtpFailures {

    private static final Pattern ENHANCED_STATUS = Pattern.compile("^\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final int TRANSIENT = 400;
    private static final int PERMANENT = 500;

    /** The server takes nothing from anybody and hangs up. */
    private static final int GOING_AWAY = 421;

    private SmtpFailures() {}

    static Delivery meaning(MessagingException failure) {
        for (Throwable cause : chain(failure)) {
            if (cause instanceof SMTPAddressFailedException recipient) {
                return reply("recipient", recipient.getReturnCode(), recipient.getMessage());
            }
            if (cause instanceof SMTPSenderFailedException sender) {
                return deferred("sender", sender.getReturnCode(), sender.getMessage());
            }
        }
        for (Throwable cause : chain(failure)) {
            if (cause instanceof SMTPSendFailedException command && command.getReturnCode() >= TRANSIENT) {
                return String.valueOf(command.getCommand()).startsWith("MAIL")
                        ? deferred("sender", command.getReturnCode(), command.getMessage())
                        : reply("message", command.getReturnCode(), command.getMessage());
            }
        }
        return new Deferred(isTimeout(failure) ? "timed out" : "connection lost");
    }

    static Delivery meaning(SmtpConnections.ConnectException failure) {
        for (Throwable cause : chain(failure)) {
            if (cause instanceof AuthenticationFailedException) {
                return new Unreachable("login refused");
            }
        }
        return new Unreachable(isTimeout(failure) ? "connecting timed out" : "no connection");
    }

    private static Delivery reply(String what, int code, String message) {
        return code >= PERMANENT ? new Refused(text(what, code, message), true) : deferred(what, code, message);
    }

    private static Delivery deferred(String what, int code, String message) {
        return new Deferred(text(what, code, message), code != GOING_AWAY);
    }

    private static String text(String what, int code, String message) {
        return what + " refused: " + code
                + enhanced(message).map(status -> " " + status).orElse("");
    }

    private static Optional<String> enhanced(String message) {
        Matcher status = ENHANCED_STATUS.matcher(String.valueOf(message));
        return status.find() ? Optional.of(status.group(1)) : Optional.empty();
    }

    private static boolean isTimeout(Exception failure) {
        for (Throwable cause : chain(failure)) {
            if (cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    /** The failure, its causes, and JavaMail's "next" exceptions. */
    private static Iterable<Throwable> chain(Exception failure) {
        Set<Throwable> all = new LinkedHashSet<>();
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable next = open.poll();
            if (all.add(next)) {
                Optional.ofNullable(next.getCause()).ifPresent(open::add);
                if (next instanceof MessagingException messaging) {
                    Optional.ofNullable(messaging.getNextException()).ifPresent(open::add);
                }
            }
        }
        return all;
    }
}
