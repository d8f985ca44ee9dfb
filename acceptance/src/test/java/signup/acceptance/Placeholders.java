package signup.acceptance;

import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import signup.local.fixture.ApiReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The values that stand for others in the examples of the API reference ({@code x-placeholders}), and what they stand for
 * in one story: a person whom nobody knows yet, a fresh captcha, the mail that came. What a value is of, is said by its kind; two of
 * one kind stand for the same.
 */
final class Placeholders {

    private static final Set<String> OF_ANSWERS = Set.of("signup-id", "saymon-id", "sub-uuid", "link-token");

    private final RunningStack stack;
    private final Map<String, String> kinds = new HashMap<>();
    private final List<String> longestFirst;
    private final Map<String, String> values = new HashMap<>();
    private Person person = Person.fresh();
    private @Nullable HttpResponse<String> before;

    Placeholders(RunningStack stack, ApiReference reference) {
        this.stack = stack;
        reference
                .document()
                .get("x-placeholders")
                .fields()
                .forEachRemaining(
                        entry -> kinds.put(entry.getKey(), entry.getValue().asText()));
        this.longestFirst = kinds.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The text as it is sent. */
    String filled(String text) {
        String filled = text;
        for (String placeholder : longestFirst) {
            String kind = kinds.get(placeholder);
            // What no answer was about stays as it is: there is nothing to be found there.
            if (filled.contains(placeholder) && !(before == null && OF_ANSWERS.contains(kind))) {
                filled = filled.replace(placeholder, value(kind));
            }
        }
        return filled;
    }

    /** The text as it is answered, as far as is known. */
    String filledWithKnown(String text) {
        String filled = text;
        for (String placeholder : longestFirst) {
            filled = filled.replace(placeholder, values.getOrDefault(kinds.get(placeholder), placeholder));
        }
        return filled;
    }

    /** What these kinds stand for from now on is something else. */
    void renew(List<String> some) {
        some.forEach(values::remove);
        person = Person.fresh();
    }

    /** The next request is about what this one came to. */
    void answered(HttpResponse<String> answer) {
        before = answer;
    }

    private String value(String kind) {
        if (!values.containsKey(kind)) {
            values.put(kind, fresh(kind));
        }
        return values.get(kind);
    }

    private String fresh(String kind) {
        return switch (kind) {
            case "username" -> person.username();
            case "email" -> person.email();
            case "ext_id" -> person.extId();
            case "key" -> UUID.randomUUID().toString();
            case "captcha-token" -> captcha().token();
            case "captcha-solution" -> captcha().answer();
            case "proof" -> Proof.fresh(stack.api()).payload();
            case "signup-id" -> last().headers().firstValue("Signup-Id").orElseThrow();
            case "saymon-id" ->
                new JsonMapper().readTree(last().body()).get("id").asString();
            case "sub-uuid" -> sub();
            case "link-token" -> {
                String link = stack.mails().theOneTo(values.get("email")).link().getPath();
                yield link.substring(link.lastIndexOf('/') + 1);
            }
            default -> throw new IllegalArgumentException("Nothing is known of placeholders for a " + kind);
        };
    }

    /** Both of its parts at once, since they belong together. */
    private Captcha captcha() {
        Captcha captcha = Captcha.fetch(stack.api());
        values.put("captcha-token", captcha.token());
        values.put("captcha-solution", captcha.answer());
        return captcha;
    }

    private String sub() {
        String avatar = new JsonMapper().readTree(last().body()).get("avatar").asString();
        return avatar.substring(avatar.lastIndexOf('/') + 1);
    }

    private HttpResponse<String> last() {
        if (before == null) {
            throw new IllegalStateException("Nothing was answered before");
        }
        return before;
    }
}
