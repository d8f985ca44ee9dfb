package signup.local.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signup.local.mailbox.Mailbox;
import signup.local.mailbox.ReceivedMail;

/**
 * The part of Mailpit's REST API (version 1) that scripts and tests use, so that the same ones work against the Mailpit
 * of {@code docker-compose.yml}: list, read and delete mails.
 *
 * @see <a href="https://mailpit.axllent.org/docs/api-v1/">Mailpit's API</a>
 */
final class MailpitApi implements HttpHandler {

    private static final Pattern MESSAGE = Pattern.compile("/api/v1/message/([A-Za-z0-9]+)(/raw)?");
    private static final Pattern PARAMETER = Pattern.compile("(?:^|&)(start|limit)=([0-9]{1,9})(?=&|$)");
    private static final int DEFAULT_LIMIT = 50;
    private static final int SNIPPET = 250;

    private final Mailbox mailbox;
    private final Set<String> read = ConcurrentHashMap.newKeySet();
    private final JsonMapper json = JsonMapper.builder().build();

    MailpitApi(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        Matcher message = MESSAGE.matcher(path);
        if (path.equals("/api/v1/messages")) {
            messages(exchange, method).send(exchange);
        } else if (message.matches()) {
            message(message, method).send(exchange);
        } else {
            notFound().send(exchange);
        }
    }

    private Response messages(HttpExchange exchange, String method) throws IOException {
        return switch (method) {
            case "GET", "HEAD" -> list(exchange.getRequestURI().getRawQuery());
            case "DELETE" -> delete(exchange.getRequestBody().readAllBytes());
            default -> Response.methodNotAllowed("GET, HEAD, DELETE");
        };
    }

    private Response message(Matcher path, String method) throws IOException {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Response.methodNotAllowed("GET, HEAD");
        }
        Optional<String> id = path.group(1).equals("latest") ? latest() : Optional.of(path.group(1));
        if (path.group(2) != null) {
            return id.flatMap(mailbox::raw).map(Response::raw).orElseGet(MailpitApi::notFound);
        }
        Optional<ReceivedMail> mail = id.flatMap(mailbox::find);
        if (mail.isEmpty()) {
            return notFound();
        }
        read.add(mail.get().id());
        return Response.json(json.writeValueAsBytes(Message.of(mail.get())));
    }

    private Response list(@Nullable String query) throws IOException {
        Map<String, Integer> parameters = parameters(query);
        int start = parameters.getOrDefault("start", 0);
        List<String> ids = newestFirst();
        List<Summary> page = ids.stream()
                .skip(start)
                .limit(parameters.getOrDefault("limit", DEFAULT_LIMIT))
                .map(mailbox::find)
                .flatMap(Optional::stream)
                .map(mail -> Summary.of(mail, read.contains(mail.id())))
                .toList();
        long unread = ids.stream().filter(id -> !read.contains(id)).count();
        return Response.json(json.writeValueAsBytes(
                new Page(ids.size(), unread, page.size(), ids.size(), unread, start, List.of(), page)));
    }

    private Response delete(byte[] body) throws IOException {
        List<String> ids = idsOf(body);
        (ids.isEmpty() ? mailbox.ids() : ids).forEach(mailbox::delete);
        read.retainAll(mailbox.ids());
        return Response.text(200, "ok");
    }

    /** No body, an empty one and one that is no JSON mean all mails, as with Mailpit. */
    private List<String> idsOf(byte[] body) throws IOException {
        try {
            JsonNode ids = json.readTree(body).path("IDs");
            return Stream.iterate(0, index -> index < ids.size(), index -> index + 1)
                    .map(index -> ids.get(index).asText())
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private Optional<String> latest() {
        return newestFirst().stream().findFirst();
    }

    private List<String> newestFirst() {
        List<String> ids = new ArrayList<>(mailbox.ids());
        Collections.reverse(ids);
        return ids;
    }

    private static Map<String, Integer> parameters(@Nullable String query) {
        Map<String, Integer> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(query == null ? "" : query);
        while (parameter.find()) {
            parameters.put(parameter.group(1), Integer.parseInt(parameter.group(2)));
        }
        return parameters;
    }

    private static Response notFound() {
        return Response.text(404, "Message not found\n");
    }

    /** Mailpit's {@code MessagesSummary}. */
    private record Page(
            @JsonProperty("total") long total,
            @JsonProperty("unread") long unread,
            @JsonProperty("count") long count,
            @JsonProperty("messages_count") long messagesCount,
            @JsonProperty("messages_unread") long messagesUnread,
            @JsonProperty("start") int start,
            @JsonProperty("tags") List<String> tags,
            @JsonProperty("messages") List<Summary> messages) {}

    /** Mailpit's {@code Address}. */
    private record Person(
            @JsonProperty("Name") String name,
            @JsonProperty("Address") String address) {

        static Person of(ReceivedMail.Person person) {
            return new Person(person.name(), person.address());
        }

        static List<Person> of(List<ReceivedMail.Person> people) {
            return people.stream().map(Person::of).toList();
        }

        /** Recipients of the envelope whom no header names. */
        static List<Person> blind(ReceivedMail mail) {
            return mail.recipients().stream()
                    .filter(recipient -> Stream.concat(mail.to().stream(), mail.cc().stream())
                            .noneMatch(person -> person.address().equalsIgnoreCase(recipient)))
                    .map(recipient -> new Person("", recipient))
                    .toList();
        }
    }

    /** Mailpit's {@code MessageSummary}. */
    private record Summary(
            @JsonProperty("ID") String id,
            @JsonProperty("MessageID") String messageId,
            @JsonProperty("Read") boolean read,
            @JsonProperty("From") Person from,
            @JsonProperty("To") List<Person> to,
            @JsonProperty("Cc") List<Person> cc,
            @JsonProperty("Bcc") List<Person> bcc,
            @JsonProperty("ReplyTo") List<Person> replyTo,
            @JsonProperty("Subject") String subject,
            @JsonProperty("Created") String created,
            @JsonProperty("Username") String username,
            @JsonProperty("Tags") List<String> tags,
            @JsonProperty("Size") int size,
            @JsonProperty("Attachments") int attachments,
            @JsonProperty("Snippet") String snippet) {

        static Summary of(ReceivedMail mail, boolean read) {
            return new Summary(
                    mail.id(),
                    mail.messageId(),
                    read,
                    Person.of(mail.from()),
                    Person.of(mail.to()),
                    Person.of(mail.cc()),
                    Person.blind(mail),
                    Person.of(mail.replyTo()),
                    mail.subject(),
                    mail.receivedAt().toString(),
                    "",
                    List.of(),
                    mail.size(),
                    mail.attachments().size(),
                    snippet(mail.text()));
        }

        private static String snippet(String text) {
            String line = text.strip().replaceAll("\\s+", " ");
            return line.substring(0, Math.min(SNIPPET, line.length()));
        }
    }

    /** Mailpit's {@code Attachment}. */
    private record Part(
            @JsonProperty("PartID") String partId,
            @JsonProperty("FileName") String fileName,
            @JsonProperty("ContentType") String contentType,
            @JsonProperty("ContentID") String contentId,
            @JsonProperty("Size") int size) {

        static List<Part> of(List<ReceivedMail.Attachment> attachments, boolean inline) {
            return attachments.stream()
                    .filter(attachment -> attachment.inline() == inline)
                    .map(attachment -> new Part(
                            attachment.partId(),
                            attachment.fileName(),
                            attachment.contentType(),
                            attachment.contentId(),
                            attachment.size()))
                    .toList();
        }
    }

    /** Mailpit's {@code Message}. */
    private record Message(
            @JsonProperty("ID") String id,
            @JsonProperty("MessageID") String messageId,
            @JsonProperty("From") Person from,
            @JsonProperty("To") List<Person> to,
            @JsonProperty("Cc") List<Person> cc,
            @JsonProperty("Bcc") List<Person> bcc,
            @JsonProperty("ReplyTo") List<Person> replyTo,
            @JsonProperty("ReturnPath") String returnPath,
            @JsonProperty("Subject") String subject,
            @JsonProperty("Date") String date,
            @JsonProperty("Tags") List<String> tags,
            @JsonProperty("Username") String username,
            @JsonProperty("Text") String text,
            @JsonProperty("HTML") String html,
            @JsonProperty("Size") int size,
            @JsonProperty("Inline") List<Part> inline,
            @JsonProperty("Attachments") List<Part> attachments) {

        static Message of(ReceivedMail mail) {
            return new Message(
                    mail.id(),
                    mail.messageId(),
                    Person.of(mail.from()),
                    Person.of(mail.to()),
                    Person.of(mail.cc()),
                    Person.blind(mail),
                    Person.of(mail.replyTo()),
                    mail.returnPath(),
                    mail.subject(),
                    mail.date().toString(),
                    List.of(),
                    "",
                    mail.text(),
                    mail.html(),
                    mail.size(),
                    Part.of(mail.attachments(), true),
                    Part.of(mail.attachments(), false));
        }
    }
}
