package signup.local.mailbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks a message's parts (MIME, RFC 2046) and sorts them: the first text, the first HTML, and the rest. */
final class MailParts {

    private final List<ReceivedMail.Attachment> attachments = new ArrayList<>();
    private @Nullable String text;
    private @Nullable String html;

    private MailParts() {}

    static MailParts of(MimePart message) throws MessagingException, IOException {
        MailParts parts = new MailParts();
        parts.visit(message, "");
        return parts;
    }

    String text() {
        return text == null ? "" : text;
    }

    String html() {
        return html == null ? "" : html;
    }

    List<ReceivedMail.Attachment> attachments() {
        return List.copyOf(attachments);
    }

    private void visit(Part part, String id) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart multipart) {
            for (int index = 0; index < multipart.getCount(); index++) {
                visit(multipart.getBodyPart(index), (id.isEmpty() ? "" : id + ".") + (index + 1));
            }
        } else if (text == null && isBody(part, "text/plain")) {
            text = part.getContent().toString();
        } else if (html == null && isBody(part, "text/html")) {
            html = part.getContent().toString();
        } else {
            attachments.add(attachment(part, id));
        }
    }

    private static boolean isBody(Part part, String type) throws MessagingException {
        return part.isMimeType(type) && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
    }

    private static ReceivedMail.Attachment attachment(Part part, String id) throws MessagingException, IOException {
        String contentId = part instanceof MimePart mime ? mime.getHeader("Content-ID", null) : null;
        return new ReceivedMail.Attachment(
                id,
                part.getFileName() == null ? "" : part.getFileName(),
                new ContentType(part.getContentType()).getBaseType(),
                contentId == null ? "" : contentId.replaceAll("[<>]", ""),
                contentId != null,
                part.getInputStream().readAllBytes().length);
    }
}
