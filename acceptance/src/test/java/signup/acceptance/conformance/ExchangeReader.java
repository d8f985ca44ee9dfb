package signup.acceptance.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signup.acceptance.conformance.Row.Effect;
import signup.acceptance.conformance.Row.Exchange;
import signup.acceptance.conformance.Row.Expected;

/** Collects the directives of one exchange, beginning with what holds for its whole file or section. */
final class ExchangeReader {

    private static final Pattern REQUEST = Pattern.compile("(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (/.*)");
    private static final Pattern HEADER = Pattern.compile("([A-Z][A-Za-z0-9-]*): (.+)");
    private static final Pattern ABSENT = Pattern.compile("!([A-Z][A-Za-z0-9-]*)");
    private static final Pattern DEPLOYMENT = Pattern.compile("@([a-z-]+)");
    private static final Pattern STATUS = Pattern.compile("[1-5]\\d\\d");
    private static final Pattern MAIL = Pattern.compile("mail ([a-z-]+) ([A-Za-z-]+)");

    private static final String STACK = "stack";

    private @Nullable String deployment;
    private String method = "";
    private String path = "";
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable String body;
    private int status;
    private final Map<String, @Nullable String> expectedHeaders = new LinkedHashMap<>();
    private @Nullable String expectedBody;
    private final List<Effect> effects = new ArrayList<>();

    private ExchangeReader() {}

    static ExchangeReader first() {
        return new ExchangeReader();
    }

    ExchangeReader copy() {
        ExchangeReader copy = new ExchangeReader();
        copy.deployment = deployment;
        copy.method = method;
        copy.path = path;
        copy.headers.putAll(headers);
        copy.expectedHeaders.putAll(expectedHeaders);
        return copy;
    }

    boolean isAnswered() {
        return status != 0;
    }

    /** What every exchange below begins with: where it goes, headers of requests and answers. */
    void readDefault(String kind, String rest) {
        if (kind.equals(">")) {
            request(rest);
        } else if (kind.equals("<") && !STATUS.matcher(rest).matches()) {
            expectedHeader(rest);
        } else {
            throw new IllegalArgumentException("only requests and headers can hold for all that follows");
        }
    }

    void read(String kind, String rest) {
        switch (kind) {
            case ">" -> request(rest);
            case ">>" -> body = (body == null ? "" : body) + rest;
            case "<" -> answer(rest);
            case "<<" -> {
                requireAnswered();
                expectedBody = (expectedBody == null ? "" : expectedBody) + rest;
            }
            case "=" -> {
                requireAnswered();
                effects.add(effect(rest));
            }
            default -> throw new IllegalArgumentException("unknown directive " + kind);
        }
    }

    Exchange end(boolean last) {
        if (status == 0 || method.isEmpty()) {
            throw new IllegalArgumentException("a row without a request or a status");
        }
        if (last && expectedBody == null) {
            throw new IllegalArgumentException("the last answer has no body: << alone says that it is empty");
        }
        if (last && effects.isEmpty()) {
            if (status < 400) {
                throw new IllegalArgumentException(
                        "a request that is not refused says what it did: = user, or = nothing");
            }
            effects.add(new Effect.Nothing());
        }
        return new Exchange(
                deployment,
                method,
                path,
                Map.copyOf(headers),
                body,
                new Expected(status, new LinkedHashMap<>(expectedHeaders), expectedBody, List.copyOf(effects)));
    }

    private void request(String rest) {
        Matcher request = REQUEST.matcher(rest);
        Matcher header = HEADER.matcher(rest);
        Matcher absent = ABSENT.matcher(rest);
        Matcher other = DEPLOYMENT.matcher(rest);
        if (request.matches()) {
            method = request.group(1);
            path = request.group(2);
        } else if (header.matches()) {
            headers.put(header.group(1), header.group(2));
        } else if (absent.matches()) {
            headers.remove(absent.group(1));
        } else if (other.matches()) {
            deployment = other.group(1).equals(STACK) ? null : other.group(1);
        } else {
            throw new IllegalArgumentException("neither METHOD /path, Name: value, !Name nor @deployment");
        }
    }

    private void answer(String rest) {
        if (STATUS.matcher(rest).matches() && status == 0) {
            status = Integer.parseInt(rest);
        } else {
            requireAnswered();
            expectedHeader(rest);
        }
    }

    private void expectedHeader(String rest) {
        Matcher header = HEADER.matcher(rest);
        Matcher absent = ABSENT.matcher(rest);
        if (header.matches()) {
            expectedHeaders.put(header.group(1), header.group(2));
        } else if (absent.matches()) {
            expectedHeaders.put(absent.group(1), null);
        } else {
            throw new IllegalArgumentException("neither a status (once, first), Name: value nor !Name");
        }
    }

    private static Effect effect(String rest) {
        Matcher mail = MAIL.matcher(rest);
        if (mail.matches()) {
            return new Effect.Mail(mail.group(1), mail.group(2));
        }
        if (rest.equals("nothing")) {
            return new Effect.Nothing();
        }
        if (rest.startsWith("user {")) {
            return new Effect.User(rest.substring("user ".length()));
        }
        throw new IllegalArgumentException("neither = user {…}, = mail <purpose> <language> nor = nothing");
    }

    private void requireAnswered() {
        if (status == 0) {
            throw new IllegalArgumentException("what is expected begins with < and a status");
        }
    }
}
