package signup.local.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import signup.local.mailbox.Mailbox;
import signup.local.mailbox.ReceivedMail;

/** The console's pages: what runs and the newest mails; a mail; a mail's HTML alone, for the frame that shows it. */
final class Pages implements HttpHandler {

    private static final Pattern MAIL = Pattern.compile("/mails/([0-9]+)(/html|/source)?");
    private static final int SHOWN_MAILS = 100;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Mailbox mailbox;
    private final Supplier<Map<String, String>> links;
    private final Supplier<List<Console.Part>> parts;
    private final String style;

    Pages(Mailbox mailbox, Supplier<Map<String, String>> links, Supplier<List<Console.Part>> parts) {
        this.mailbox = mailbox;
        this.links = links;
        this.parts = parts;
        this.style = resource("console.css");
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        answer(exchange).send(exchange);
    }

    private Response answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (path.equals("/mails/delete")) {
            return method.equals("POST") ? deleteAll() : Response.methodNotAllowed("POST");
        }
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Response.methodNotAllowed("GET, HEAD");
        }
        Matcher mail = MAIL.matcher(path);
        if (path.equals("/")) {
            return Response.page(overview());
        }
        if (path.equals("/console.css")) {
            return Response.style(style);
        }
        if (mail.matches()) {
            return mail(mail.group(1), Optional.ofNullable(mail.group(2)).orElse(""));
        }
        return Response.text(404, "There is no such page.\n");
    }

    private Response deleteAll() {
        mailbox.clear();
        return Response.seeOther("/");
    }

    private Response mail(String id, String view) {
        Optional<Response> found = switch (view) {
            case "/html" -> mailbox.find(id).map(mail -> Response.mail(frame(mail.html())));
            case "/source" -> mailbox.raw(id).map(Response::raw);
            default -> mailbox.find(id).map(mail -> Response.page(page(mail.subject(), "", mail(mail))));
        };
        return found.orElseGet(() -> Response.text(404, "There is no such mail.\n"));
    }

    private String overview() {
        List<String> ids = new ArrayList<>(mailbox.ids());
        Collections.reverse(ids);
        String rows = ids.stream()
                .limit(SHOWN_MAILS)
                .map(mailbox::find)
                .flatMap(Optional::stream)
                .map(Pages::row)
                .collect(Collectors.joining());
        String mails = ids.isEmpty()
                ? "<p class=\"quiet\">No mail yet. It comes within two seconds of a signup.</p>"
                : """
                  <table><thead><tr><th>Received</th><th>To</th><th>Subject</th></tr></thead><tbody>%s</tbody></table>
                  <form method="post" action="/mails/delete"><button>Delete all %d</button></form>""".formatted(rows, ids.size());
        return page("Signup, local stack", "<meta http-equiv=\"refresh\" content=\"5\">", """
                <h1>Signup, local stack</h1>
                <h2>What runs</h2>
                <table><tbody>%s</tbody></table>
                <h2>Where</h2>
                <table><tbody>%s</tbody></table>
                <h2>Mailbox</h2>
                %s
                """.formatted(
                        parts.get().stream().map(Pages::row).collect(Collectors.joining()),
                        links.get().entrySet().stream()
                                .map(link -> "<tr><th>%s</th><td>%s</td></tr>"
                                        .formatted(Html.escape(link.getKey()), Html.linked(link.getValue())))
                                .collect(Collectors.joining()),
                        mails));
    }

    private static String row(Console.Part part) {
        return "<tr><th>%s</th><td><span class=\"state %s\">%s</span></td><td>%s</td></tr>"
                .formatted(
                        Html.escape(part.name()),
                        Html.escape(part.state()),
                        Html.escape(part.state()),
                        Html.linked(part.address()));
    }

    private static String row(ReceivedMail mail) {
        return "<tr><td>%s</td><td>%s</td><td><a href=\"/mails/%s\">%s</a></td></tr>"
                .formatted(
                        TIME.format(mail.receivedAt()),
                        Html.escape(String.join(", ", mail.recipients())),
                        mail.id(),
                        Html.escape(mail.subject().isBlank() ? "(no subject)" : mail.subject()));
    }

    private static String mail(ReceivedMail mail) {
        String frame = mail.html().isEmpty() ? "" : """
                  <h2>HTML</h2>
                  <iframe title="The mail's HTML" sandbox="allow-popups allow-popups-to-escape-sandbox"
                    src="/mails/%s/html"></iframe>""".formatted(mail.id());
        String mailedLinks = mail.links().stream()
                .map(link -> "<li>" + Html.linked(link) + "</li>")
                .collect(Collectors.joining());
        return """
                <p><a href="/">All mails</a></p>
                <h1>%s</h1>
                <table><tbody>
                <tr><th>From</th><td>%s</td></tr>
                <tr><th>To</th><td>%s</td></tr>
                <tr><th>Received</th><td>%s</td></tr>
                <tr><th>Source</th><td><a href="/mails/%s/source">%d bytes</a></td></tr>
                </tbody></table>
                <h2>Links</h2>
                <ul class="links">%s</ul>
                %s
                <h2>Text</h2>
                <pre>%s</pre>
                """.formatted(
                        Html.escape(mail.subject()),
                        Html.escape(mail.from().address()),
                        Html.escape(String.join(", ", mail.recipients())),
                        TIME.format(mail.receivedAt()),
                        mail.id(),
                        mail.size(),
                        mailedLinks.isEmpty() ? "<li class=\"quiet\">none</li>" : mailedLinks,
                        frame,
                        Html.escape(mail.text()));
    }

    /** In the frame a link would have nowhere to go: it opens a tab of its own. */
    private static String frame(String html) {
        return "<base target=\"_blank\">" + html;
    }

    private static String page(String title, String head, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                %s
                <title>%s</title>
                <link rel="stylesheet" href="/console.css">
                </head>
                <body><main>
                %s
                </main></body>
                </html>
                """.formatted(head, Html.escape(title), body);
    }

    private static String resource(String name) {
        try (InputStream stream = Pages.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
