package signup.local.mailbox;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it was received.
 *
 * @param id its name in the mailbox; later mails have greater ids
 * @param receivedAt when the SMTP server took it
 * @param messageId the {@code Message-ID} without its angle brackets
 * @param from the author
 * @param to the visible recipients
 * @param recipients whom the envelope named
 * @param text the first plain-text part, empty when there is none
 * @param html the first HTML part, empty when there is none
 * @param size in bytes, as received
 */
public record ReceivedMail(
        String id,
        Instant receivedAt,
        String messageId,
        Person from,
        List<Person> to,
        List<Person> cc,
        List<Person> replyTo,
        List<String> recipients,
        String subject,
        String text,
        String html,
        int size) {

    /** A name, empty when there is none, and an address. */
    public record Person(String name, String address) {

        static Person of(Address address) {
            return address instanceof InternetAddress internet
                    ? new Person(internet.getPersonal() == null ? "" : internet.getPersonal(), internet.getAddress())
                    : new Person("", address.toString());
        }
    }

    /** Where the mail sink notes whom the envelope named. */
    static final String ENVELOPE_RECIPIENT = "Delivered-To";

    private static final Pattern HREF = Pattern.compile("href\\s*=\\s*[\"'](https?://[^\"']+)[\"']");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"')\\]]+");
    private static final Session SESSION = Session.getInstance(new Properties());

    /** The web addresses in it, in order of appearance, each once: the HTML part's links, then the text part's. */
    public List<String> links() {
        Set<String> links = new LinkedHashSet<>();
        Matcher href = HREF.matcher(html);
        while (href.find()) {
            links.add(href.group(1).replace("&amp;", "&"));
        }
        Matcher address = ADDRESS.matcher(text);
        while (address.find()) {
            links.add(address.group().replaceAll("[.,;:!?]+$", ""));
        }
        return List.copyOf(links);
    }

    static ReceivedMail parse(String id, Instant receivedAt, byte[] raw) {
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            List<Person> from = people(message.getFrom());
            return new ReceivedMail(
                    id,
                    receivedAt,
                    orEmpty(message.getMessageID()).replaceAll("^<|>$", ""),
                    from.isEmpty() ? new Person("", "") : from.get(0),
                    people(message.getRecipients(MimeMessage.RecipientType.TO)),
                    people(message.getRecipients(MimeMessage.RecipientType.CC)),
                    message.getHeader("Reply-To") == null ? List.of() : people(message.getReplyTo()),
                    List.of(
                            message.getHeader(ENVELOPE_RECIPIENT) == null
                                    ? new String[0]
                                    : message.getHeader(ENVELOPE_RECIPIENT)),
                    orEmpty(message.getSubject()),
                    first(message, "text/plain").orEmpty(),
                    first(message, "text/html").orEmpty(),
                    raw.length);
        } catch (MessagingException e) {
            throw new IllegalArgumentException("The mail " + id + " cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The mail " + id + " cannot be read", e);
        }
    }

    private record Found(@Nullable String content) {

        String orEmpty() {
            return ReceivedMail.orEmpty(content);
        }
    }

    private static Found first(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
            return new Found(part.getContent().toString());
        }
        if (part.getContent() instanceof Multipart multipart) {
            for (int index = 0; index < multipart.getCount(); index++) {
                BodyPart inner = multipart.getBodyPart(index);
                Found found = first(inner, type);
                if (found.content() != null) {
                    return found;
                }
            }
        }
        return new Found(null);
    }

    private static List<Person> people(Address @Nullable [] addresses) {
        return addresses == null
                ? List.of()
                : Stream.of(addresses).map(Person::of).toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
