package signup.local.mailbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server on loopback that takes every mail for everybody. It answers 250 only when the mail is on disk, so that
 * what a sender was told to be delivered outlives a restart.
 */
public final class Mailbox {

    private static final int MAX_BYTES = 25 << 20;

    private final MailFolder folder;
    private final SMTPServer server;

    private Mailbox(MailFolder folder, int port) {
        this.folder = folder;
        this.server = SMTPServer.port(port)
                .bindAddress(loopback())
                .hostName("localhost")
                .softwareName("Signup mailbox")
                .maxMessageSize(MAX_BYTES)
                .insertReceivedHeaders(false)
                .messageHandlerFactory(context -> new Delivery())
                .build();
    }

    /** Opens the mailbox that keeps its mails in that folder, and takes mails on that port. */
    public static Mailbox open(Path folder, int port) {
        Mailbox mailbox = new Mailbox(new MailFolder(folder, Clock.systemUTC()), port);
        mailbox.server.start();
        return mailbox;
    }

    public int smtpPort() {
        return server.getPortAllocated();
    }

    /** All mails, oldest first. */
    public List<ReceivedMail> messages() {
        return ids().stream().map(folder::find).flatMap(Optional::stream).toList();
    }

    /** The ids of all mails, oldest first. */
    public List<String> ids() {
        return folder.ids();
    }

    /** The mail of that id. */
    public Optional<ReceivedMail> find(String id) {
        return folder.find(id);
    }

    /** The mail of that id as it came. */
    public Optional<byte[]> raw(String id) {
        return folder.raw(id);
    }

    /** Deletes the mail of that id, when there is one. */
    public void delete(String id) {
        folder.delete(id);
    }

    /** Deletes all mails. */
    public void clear() {
        ids().forEach(folder::delete);
    }

    /** Takes no more mails. */
    public void close() {
        server.stop();
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByName("127.0.0.1");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One transaction of the protocol. */
    private final class Delivery implements MessageHandler {

        private final List<String> recipients = new ArrayList<>();
        private String from = "";

        @Override
        public void from(String from) {
            this.from = from;
        }

        @Override
        public void recipient(String recipient) {
            recipients.add(recipient);
        }

        @Override
        public String data(InputStream data) throws IOException, RejectException {
            ByteArrayOutputStream mail = new ByteArrayOutputStream();
            mail.write((ReceivedMail.ENVELOPE_SENDER + ": <" + from + ">\r\n").getBytes(StandardCharsets.UTF_8));
            for (String recipient : recipients) {
                mail.write(
                        (ReceivedMail.ENVELOPE_RECIPIENT + ": " + recipient + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            data.transferTo(mail);
            try {
                return "Ok: kept as " + folder.add(mail.toByteArray());
            } catch (IOException e) {
                throw new RejectException(452, "The mail cannot be kept");
            }
        }

        @Override
        public void done() {}
    }
}
