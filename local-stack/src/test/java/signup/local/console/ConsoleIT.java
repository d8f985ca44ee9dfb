package signup.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signup.local.mailbox.Mailbox;
import signup.local.process.FreePort;

class ConsoleIT {

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private Mailbox mailbox;
    private Console console;

    @BeforeEach
    void open() {
        mailbox = Mailbox.open(folder, FreePort.choose());
        console = Console.open(
                FreePort.choose(),
                mailbox,
                () -> Map.of("API", "http://127.0.0.1:8080"),
                () -> List.of(new Console.Part("kafka", "ready", "127.0.0.1:9092")));
    }

    @AfterEach
    void close() {
        console.close();
        mailbox.close();
    }

    @Test
    void theListHasMailpitsFieldsNewestFirst() throws Exception {
        send("First", "<p>one</p>");
        send("Second", "<p>two</p>");

        JsonNode list = json.readTree(get("/api/v1/messages").body());

        assertThat(names(list))
                .containsExactly(
                        "total", "unread", "count", "messages_count", "messages_unread", "start", "tags", "messages");
        assertThat(list.get("total").asInt()).isEqualTo(2);
        assertThat(names(list.at("/messages/0")))
                .containsExactly(
                        "ID",
                        "MessageID",
                        "Read",
                        "From",
                        "To",
                        "Cc",
                        "Bcc",
                        "ReplyTo",
                        "Subject",
                        "Created",
                        "Username",
                        "Tags",
                        "Size",
                        "Attachments",
                        "Snippet");
        assertThat(list.at("/messages/0/Subject").asText()).isEqualTo("Second");
        assertThat(list.at("/messages/0/To/0/Address").asText()).isEqualTo("anna@example.com");
        assertThat(list.at("/messages/0/Snippet").asText()).isEqualTo("Hello");
    }

    @Test
    void theListIsPaged() throws Exception {
        send("First", "");
        send("Second", "");
        send("Third", "");

        JsonNode page = json.readTree(get("/api/v1/messages?start=1&limit=1").body());

        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.get("count").asInt()).isEqualTo(1);
        assertThat(page.at("/messages/0/Subject").asText()).isEqualTo("Second");
    }

    @Test
    void aMessageHasMailpitsFieldsAndIsThenRead() throws Exception {
        send("First", "<p>one</p>");
        String id = mailbox.ids().get(0);

        JsonNode message = json.readTree(get("/api/v1/message/" + id).body());

        assertThat(names(message))
                .containsExactly(
                        "ID",
                        "MessageID",
                        "From",
                        "To",
                        "Cc",
                        "Bcc",
                        "ReplyTo",
                        "ReturnPath",
                        "Subject",
                        "Date",
                        "Tags",
                        "Username",
                        "Text",
                        "HTML",
                        "Size",
                        "Inline",
                        "Attachments");
        assertThat(message.get("Text").asText().strip()).isEqualTo("Hello");
        assertThat(message.get("HTML").asText().strip()).isEqualTo("<p>one</p>");
        assertThat(json.readTree(get("/api/v1/messages").body()).get("unread").asInt())
                .isZero();
    }

    @Test
    void latestIsTheNewestMessage() throws Exception {
        send("First", "");
        send("Second", "");

        assertThat(json.readTree(get("/api/v1/message/latest").body())
                        .get("Subject")
                        .asText())
                .isEqualTo("Second");
    }

    @Test
    void someOrAllMessagesAreDeleted() throws Exception {
        send("First", "");
        send("Second", "");
        send("Third", "");
        String first = mailbox.ids().get(0);

        delete("{\"IDs\":[\"" + first + "\"]}");
        assertThat(mailbox.ids()).hasSize(2).doesNotContain(first);

        HttpResponse<String> answer = delete("");
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(mailbox.ids()).isEmpty();
    }

    @Test
    void anUnknownMessageIsNotFound() throws Exception {
        assertThat(get("/api/v1/message/1").statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/message/latest").statusCode()).isEqualTo(404);
        assertThat(get("/mails/1").statusCode()).isEqualTo(404);
    }

    @Test
    void theFirstPageTellsWhatRunsAndWhatWasMailed() throws Exception {
        send("First <script>alert(1)</script>", "");

        HttpResponse<String> page = get("/");

        assertThat(page.body())
                .contains("kafka", "ready", "http://127.0.0.1:8080", "anna@example.com")
                .contains("First &lt;script&gt;")
                .doesNotContain("<script");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void aMailsPageShowsItsLinksTextAndHtmlInASandbox() throws Exception {
        send("First", "<a href=\"http://127.0.0.1:8080/links/abc\">Confirm</a>");
        String id = mailbox.ids().get(0);

        String page = get("/mails/" + id).body();
        HttpResponse<String> html = get("/mails/" + id + "/html");

        assertThat(page).contains("<a href=\"http://127.0.0.1:8080/links/abc\"", "Hello", "<iframe", "sandbox=");
        assertThat(html.body()).contains("Confirm");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox", "default-src 'none'")
                .doesNotContain("allow-scripts", "allow-same-origin");
    }

    @Test
    void aRequestForAnotherHostIsRefused() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", console.port())) {
            socket.getOutputStream()
                    .write("GET /api/v1/messages HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void anotherSitesFormDeletesNothing() throws Exception {
        send("First", "");
        HttpRequest.Builder form = request("/mails/delete").POST(HttpRequest.BodyPublishers.noBody());

        int foreign = http.send(
                        form.copy().header("Origin", "http://evil.example").build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();

        assertThat(foreign).isEqualTo(403);
        assertThat(mailbox.ids()).hasSize(1);
        int own = http.send(
                        form.copy()
                                .header("Origin", "http://127.0.0.1:" + console.port())
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertThat(own).isEqualTo(303);
        assertThat(mailbox.ids()).isEmpty();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> delete(String body) throws IOException, InterruptedException {
        return http.send(
                request("/api/v1/messages")
                        .method("DELETE", HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console.port() + path));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private void send(String subject, String html) throws Exception {
        Properties settings = new Properties();
        settings.putAll(Map.of("mail.smtp.host", "127.0.0.1", "mail.smtp.port", String.valueOf(mailbox.smtpPort())));
        MimeMessage mail = new MimeMessage(Session.getInstance(settings));
        mail.setFrom("signup@example.com");
        mail.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress("anna@example.com"));
        mail.setSubject(subject, "UTF-8");
        MimeMultipart parts = new MimeMultipart("alternative");
        parts.addBodyPart(part("Hello", "plain"));
        parts.addBodyPart(part(html, "html"));
        mail.setContent(parts);
        Transport.send(mail);
    }

    private static MimeBodyPart part(String content, String type) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(content, "UTF-8", type);
        return part;
    }
}
