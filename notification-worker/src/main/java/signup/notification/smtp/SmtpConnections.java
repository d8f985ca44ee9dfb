package signup.notification.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Connections to the mail server, reused while they are fresh, so that a spike of mails is not a spike of handshakes. One
 * mail at a time goes over a connection; one that failed in any way is closed. As many are open as callers send at once.
 */
final class SmtpConnections {

    private static final Logger log = LoggerFactory.getLogger(SmtpConnections.class);

    /** Servers drop idle clients, commonly after minutes. */
    private static final Duration REUSED_WITHIN = Duration.ofSeconds(15);

    private final JavaMailSenderImpl settings;
    private final InstantSource clock;
    private final Deque<Idle> idle = new ArrayDeque<>();

    SmtpConnections(JavaMailSenderImpl settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private record Idle(Transport connection, Instant since) {}

    /** The server could not be reached, or did not let us in. */
    static final class ConnectException extends Exception {
        private static final long serialVersionUID = 1L;

        ConnectException(MessagingException cause) {
            super(cause);
        }
    }

    /** The server lacks an extension that this message needs. */
    static final class LackingExtensionException extends MessagingException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Sends one message.
     *
     * @param extension what the server must know, such as {@code SMTPUTF8}; null for nothing
     * @throws ConnectException before anything was sent
     * @throws LackingExtensionException before anything was sent
     * @throws MessagingException when the server refused or the connection failed underway
     */
    void send(MimeMessage message, InternetAddress to, @Nullable String extension)
            throws ConnectException, MessagingException {
        Transport connection = take();
        boolean sound = false;
        try {
            if (extension != null && connection instanceof SMTPTransport smtp && !smtp.supportsExtension(extension)) {
                throw new LackingExtensionException();
            }
            connection.sendMessage(message, new InternetAddress[] {to});
            sound = true;
        } finally {
            if (sound) {
                giveBack(connection);
            } else {
                close(connection);
            }
        }
    }

    private Transport take() throws ConnectException {
        for (Optional<Idle> found = poll(); found.isPresent(); found = poll()) {
            Transport connection = found.get().connection();
            boolean fresh = found.get().since().plus(REUSED_WITHIN).isAfter(clock.instant());
            if (fresh && connection.isConnected()) {
                return connection;
            }
            close(connection);
        }
        try {
            Transport connection = settings.getSession().getTransport(settings.getProtocol());
            connection.connect(settings.getHost(), settings.getPort(), settings.getUsername(), settings.getPassword());
            return connection;
        } catch (MessagingException e) {
            throw new ConnectException(e);
        }
    }

    private Optional<Idle> poll() {
        synchronized (idle) {
            return Optional.ofNullable(idle.pollLast());
        }
    }

    private void giveBack(Transport connection) {
        Deque<Idle> old = new ArrayDeque<>();
        synchronized (idle) {
            idle.addLast(new Idle(connection, clock.instant()));
            while (idle.peekFirst().since().plus(REUSED_WITHIN).isBefore(clock.instant())) {
                old.add(idle.pollFirst());
            }
        }
        old.forEach(stale -> close(stale.connection()));
    }

    void closeAll() {
        for (Optional<Idle> found = poll(); found.isPresent(); found = poll()) {
            close(found.get().connection());
        }
    }

    private static void close(Transport connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            // Closing is a courtesy to the server; the connection is gone either way.
            log.debug("A connection did not close", e);
        }
    }
}
