package signup.registration.codes;

import java.io.PrintStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import signup.registration.model.CodeKind;
import tools.jackson.databind.JsonNode;

/** {@code codes}: what operators do with codes, on a running worker. */
@Command(
        name = "codes",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Issue invite and promo codes, list them, and take them back.",
            "",
            "Asks the management port of a registration worker; on the local stack with an admin's token of its own."
                    + " Elsewhere name the address (--url or SIGNUP_OPS_URL) and put an admin's bearer token into the"
                    + " environment (SIGNUP_OPS_TOKEN).",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  codes create invite --count 20 --expires P30D",
            "  codes create invite --email ada@example.org --role editor --tags 3,7",
            "  codes create promo --code SUMMER26 --from 2026-06-01 --expires 2026-09-01",
            "  codes list invite",
            "  codes delete promo SUMMER26",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong arguments."
        })
public final class CodesCommand implements Runnable {

    /** Where the worker is, when no option says. */
    public static final String URL = "SIGNUP_OPS_URL";

    /** An admin's token. Not an option: arguments can be seen by whoever lists processes. */
    public static final String TOKEN = "SIGNUP_OPS_TOKEN";

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int PAGE = 500;

    @Spec
    private @Nullable CommandSpec command;

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description =
                    "The management port of a registration worker (default: $" + URL + ", or http://127.0.0.1:8091).")
    private @Nullable String url;

    private final Map<String, String> environment;
    private final Clock clock;

    public CodesCommand() {
        this(System.getenv(), Clock.systemUTC());
    }

    CodesCommand(Map<String, String> environment, Clock clock) {
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public void run() {
        throw wrong("Name a command: create, list or delete.");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Issue codes; they are printed one a line.")
    int create(
            @Parameters(paramLabel = "KIND", description = "invite or promo") CodeKind kind,
            @Option(names = "--count", paramLabel = "N", description = "So many, with names that are made.") @Nullable
                    Integer count,
            @Option(names = "--code", paramLabel = "NAME", description = "One of that name.") @Nullable String code,
            @Option(
                            names = "--uses",
                            paramLabel = "N",
                            description = "How often each can be used (invite: 1; promo: without end).")
                    @Nullable
                    Integer uses,
            @Option(
                            names = "--from",
                            paramLabel = "T",
                            description =
                                    "Promo: from when on (2026-06-01, 2026-06-01T08:00:00+02:00, or P1D: in a day).")
                    @Nullable
                    String from,
            @Option(names = "--expires", paramLabel = "T", description = "Until when.") @Nullable String expires,
            @Option(names = "--email", paramLabel = "ADDRESS", description = "Invite: only for this address.") @Nullable
                    String email,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            description = "Invite: its user becomes admin, moderator or editor.")
                    @Nullable
                    String role,
            @Option(names = "--tags", paramLabel = "N", split = ",", description = "Invite: tags of its user.")
                    @Nullable
                    List<Long> tags) {
        Map<String, Object> order = new LinkedHashMap<>();
        put(order, "count", count);
        put(order, "code", code);
        put(order, "uses", uses);
        put(order, "valid_from", from == null ? null : moment(from));
        put(order, "expires_at", expires == null ? null : moment(expires));
        put(order, "email", email);
        put(order, "role", role);
        put(order, "tags", tags);
        return ask(client -> client.issue(kind, order)
                .path("codes")
                .forEach(issued -> System.out.println(issued.path("code").asString())));
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "List codes, the newest first.")
    int list(
            @Parameters(paramLabel = "KIND", description = "invite or promo") CodeKind kind,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "So many at most (default: ${DEFAULT-VALUE}).")
                    int limit) {
        return ask(client -> {
            List<JsonNode> all = new ArrayList<>();
            String before = null;
            do {
                JsonNode page = client.list(kind, Math.max(1, Math.min(PAGE, limit - all.size())), before);
                page.path("codes").forEach(all::add);
                before = page.path("next").isNull() ? null : page.path("next").asString();
            } while (before != null && all.size() < limit);
            if (all.isEmpty()) {
                System.err.println("There are no codes of this kind.");
            } else {
                print(kind, all, System.out);
            }
            if (before != null) {
                System.err.println("There are more: --limit tells how many are shown.");
            }
        });
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Take a code back. Who has used it stays.")
    int delete(
            @Parameters(paramLabel = "KIND", description = "invite or promo") CodeKind kind,
            @Parameters(paramLabel = "CODE") String code) {
        return ask(client -> client.revoke(kind, code));
    }

    private interface Question {

        void ask(CodesClient client) throws CodesClient.RefusedException;
    }

    private int ask(Question question) {
        String token = environment.get(TOKEN);
        if (token == null || token.isBlank()) {
            System.err.println("Put an admin's bearer token into the environment: " + TOKEN);
            return FAILED;
        }
        String address = url != null ? url : environment.getOrDefault(URL, "http://127.0.0.1:8091");
        try {
            question.ask(new CodesClient(address, token.strip()));
            return DONE;
        } catch (CodesClient.RefusedException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private String moment(String text) {
        try {
            Instant moment = text.startsWith("P")
                    ? clock.instant().plus(Duration.parse(text))
                    : text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            return moment.toString();
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong("\"" + text
                    + "\" is no time: 2026-06-01T08:00:00Z, a day (2026-06-01), or how long from now (P30D).");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(new CommandLine(command), message);
    }

    private static void put(Map<String, Object> order, String member, @Nullable Object value) {
        if (value != null) {
            order.put(member, value);
        }
    }

    private static void print(CodeKind kind, List<JsonNode> codes, PrintStream out) {
        List<String> columns = kind == CodeKind.INVITE
                ? List.of("code", "used", "uses", "expires_at", "email", "role", "tags")
                : List.of("code", "used", "uses", "valid_from", "expires_at");
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns);
        codes.forEach(code ->
                rows.add(columns.stream().map(column -> cell(code.path(column))).toList()));
        int[] widths = IntStream.range(0, columns.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        rows.forEach(row -> {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                line.append(String.format("%-" + (widths[column] + 2) + "s", row.get(column)));
            }
            out.println(line.toString().stripTrailing());
        });
    }

    private static String cell(JsonNode value) {
        if (value.isArray()) {
            return value.isEmpty()
                    ? "-"
                    : String.join(
                            ",",
                            StreamSupport.stream(value.spliterator(), false)
                                    .map(JsonNode::asString)
                                    .toList());
        }
        return value.isNull() || value.isMissingNode() ? "-" : value.asString();
    }
}
