package signup.local.mailbox;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
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
 * @param returnPath the envelope's sender
 * @param date when its author dated it, else when it was received
 * @param text the first plain-text part, empty when there is none
 * @param html the first HTML part, empty when there is none
 * @param attachments every other part
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
        String returnPath,
        Instant date,
        String subject,
        String text,
        String html,
        List<Attachment> attachments,
        int size) {

    /**
     * A part that is neither the text nor the HTML.
     *
     * @param partId where it stands among the parts: {@code 2.1} is the first within the second
     * @param inline whether the HTML refers to it
     */
    public record Attachment(
            String partId, String fileName, String contentType, String contentId, boolean inline, int size) {}

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

    /** Where it notes who the envelope said sends it. */
    static final String ENVELOPE_SENDER = "Return-Path";

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
            MailParts parts = MailParts.of(message);
            return new ReceivedMail(
                    id,
                    receivedAt,
                    orEmpty(message.getMessageID()).replaceAll("^<|>$", ""),
                    from.isEmpty() ? new Person("", "") : from.get(0),
                    people(message.getRecipients(MimeMessage.RecipientType.TO)),
                    people(message.getRecipients(MimeMessage.RecipientType.CC)),
                    message.getHeader("Reply-To") == null ? List.of() : people(message.getReplyTo()),
                    headers(message, ENVELOPE_RECIPIENT),
                    headers(message, ENVELOPE_SENDER).stream()
                            .findFirst()
                            .map(sender -> sender.replaceAll("[<>]", ""))
                            .orElse(""),
                    message.getSentDate() == null
                            ? receivedAt
                            : message.getSentDate().toInstant(),
                    orEmpty(message.getSubject()),
                    parts.text(),
                    parts.html(),
                    parts.attachments(),
                    raw.length);
        } catch (MessagingException e) {
            throw new IllegalArgumentException("The mail " + id + " cannot be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The mail " + id + " cannot be read", e);
        }
    }

    private static List<String> headers(MimeMessage message, String name) throws MessagingException {
        String[] values = message.getHeader(name);
        return values == null ? List.of() : List.of(values);
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
