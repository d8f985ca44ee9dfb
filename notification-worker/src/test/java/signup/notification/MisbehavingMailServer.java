package signup.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that refuses, delays or takes mails as a test says, and remembers what it took. */
public final class MisbehavingMailServer implements AutoCloseable {

    private final SMTPServer server;
    private final Map<String, Conduct> conducts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();

    private MisbehavingMailServer(int port) {
        server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("localhost")
                .messageHandlerFactory(context -> new Conversation())
                .build();
        server.start();
    }

    public static MisbehavingMailServer start() {
        return new MisbehavingMailServer(0);
    }

    public static MisbehavingMailServer start(int port) {
        return new MisbehavingMailServer(port);
    }

    /** What the server does about mails to an address or domain. */
    public interface Conduct {
        default void recipient(int attempt) throws RejectException {}

        default void message(int attempt) throws RejectException {}
    }

    /** A mail that the server took. */
    public record Taken(String recipient, String messageId) {}

    public int port() {
        return server.getPortAllocated();
    }

    /** Says what happens to mails for this address, or for this domain. */
    public void treat(String addressOrDomain, Conduct conduct) {
        conducts.put(addressOrDomain, conduct);
    }

    public List<Taken> taken(String recipient) {
        return taken.stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    public int attempts(String recipient) {
        return attempts.getOrDefault(recipient, new AtomicInteger()).get();
    }

    @Override
    public void close() {
        server.stop();
    }

    private final class Conversation implements MessageHandler {
        private static final Conduct POLITE = new Conduct() {};
        private String recipient = "";
        private Conduct conduct = POLITE;
        private int attempt;

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String address) throws RejectException {
            recipient = address;
            attempt = attempts.computeIfAbsent(address, key -> new AtomicInteger())
                    .incrementAndGet();
            String domain = address.substring(address.indexOf('@') + 1);
            conduct = conducts.getOrDefault(address, conducts.getOrDefault(domain, POLITE));
            conduct.recipient(attempt);
        }

        @Override
        public String data(InputStream data) throws RejectException, IOException {
            String id;
            try {
                id = new MimeMessage(Session.getInstance(new Properties()), data).getMessageID();
            } catch (MessagingException e) {
                throw new IOException(e);
            }
            conduct.message(attempt);
            taken.add(new Taken(recipient, id));
            return null;
        }

        @Override
        public void done() {}
    }
}
