package signup.acceptance;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The mailbox, read over Mailpit's API. */
public final class Mails {

    /** How long a mail is waited for on a machine that is busy; {@link PromptMailIT} looks for what is promised. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Pattern LINK = Pattern.compile("https?://\\S+/links/[\\w.-]+");

    private final Api mailbox;
    private final JsonMapper json = new JsonMapper();

    Mails(Api mailbox) {
        this.mailbox = mailbox;
    }

    /** A mail as its reader sees it. */
    public record Mail(String messageId, String subject, String text, String html) {

        /** The link that the mail asks its reader to follow. */
        public URI link() {
            Matcher link = LINK.matcher(text);
            if (!link.find()) {
                throw new AssertionError("No link in: " + text);
            }
            return URI.create(link.group());
        }
    }

    /** The one mail to that address; waits for it. */
    public Mail theOneTo(String address) {
        Awaitility.await().atMost(PATIENCE).until(() -> !to(address).isEmpty());
        List<Mail> mails = to(address);
        if (mails.size() != 1) {
            throw new AssertionError("Expected one mail, got " + mails.size() + ": " + mails);
        }
        return mails.get(0);
    }

    /** Who got mails, an address for each mail. */
    public List<String> recipients() {
        List<String> recipients = new ArrayList<>();
        json.readTree(mailbox.get("/api/v1/messages?limit=10000").body())
                .get("messages")
                .forEach(message -> message.get("To")
                        .forEach(to -> recipients.add(to.get("Address").asString())));
        return recipients;
    }

    /** How many mails the mailbox holds. */
    int count() {
        return json.readTree(mailbox.get("/api/v1/messages").body())
                .get("total")
                .asInt();
    }

    /** All mails to that address, newest first. */
    List<Mail> to(String address) {
        List<Mail> mails = new ArrayList<>();
        for (JsonNode message : json.readTree(
                        mailbox.get("/api/v1/messages?limit=10000").body())
                .get("messages")) {
            for (JsonNode recipient : message.get("To")) {
                if (recipient.get("Address").asString().equalsIgnoreCase(address)) {
                    mails.add(read(message.get("ID").asString()));
                }
            }
        }
        return mails;
    }

    private Mail read(String id) {
        JsonNode mail = json.readTree(mailbox.get("/api/v1/message/" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .body());
        return new Mail(
                mail.get("MessageID").asString(),
                mail.get("Subject").asString(),
                mail.get("Text").asString(),
                mail.get("HTML").asString());
    }
}
