package signup.acceptance.faults.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import signup.local.mailbox.Mailbox;
import signup.local.mailbox.ReceivedMail;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users who follow the link of their mail, each second mail's, and press its button twice at once until it is done. */
public final class LinkPresses implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST_TRIES = 30;

    private final URI api;
    private final Mailbox mailbox;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Errands errands = new Errands("presses of links");
    private final Queue<Press> presses = new ConcurrentLinkedQueue<>();
    private String last = "";
    private long seen;

    public LinkPresses(URI api, Mailbox mailbox) {
        this.api = api;
        this.mailbox = mailbox;
    }

    public void start() {
        errands.repeat(this::look, LOOK_EVERY);
    }

    /** Follows no more links; those being pressed are pressed until it is known what became of it. */
    public void stop() {
        errands.stop();
    }

    /** Returns when nobody presses any more. */
    public void awaitAll() {
        errands.awaitAll();
    }

    public List<Press> presses() {
        return List.copyOf(presses);
    }

    /** What the users themselves failed at; empty when they did all that they were to do. */
    public List<String> failures() {
        return errands.failures();
    }

    @Override
    public void close() {
        errands.close();
    }

    private void look() {
        for (String id : mailbox.ids()) {
            if (id.compareTo(last) > 0) {
                last = id;
                if (seen++ % 2 == 0) {
                    mailbox.find(id).ifPresent(this::follow);
                }
            }
        }
    }

    private void follow(ReceivedMail mail) {
        mail.links().stream()
                .filter(link -> link.contains("/links/"))
                .findFirst()
                .ifPresent(link -> {
                    String token = link.substring(link.lastIndexOf('/') + 1);
                    JsonNode claims = json.readTree(
                            new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8));
                    UUID linkId = UUID.fromString(claims.get("jti").asString());
                    UUID sub = UUID.fromString(claims.get("sub").asString());
                    press(token, linkId, sub, 1);
                    press(token, linkId, sub, 1);
                });
    }

    private void press(String token, UUID linkId, UUID sub, int tries) {
        errands.begin();
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/links/" + token))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.noBody())
                .build();
        http.sendAsync(request, BodyHandlers.discarding())
                .handle((response, failure) -> new Press(linkId, sub, failure == null ? response.statusCode() : 0))
                .thenAccept(press -> {
                    presses.add(press);
                    if (press.isUnknown() && tries < MOST_TRIES) {
                        errands.later(() -> press(token, linkId, sub, tries + 1), PAUSE);
                    }
                    errands.end();
                });
    }
}
