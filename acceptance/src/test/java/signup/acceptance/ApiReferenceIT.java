package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import signup.local.fixture.ApiReference;
import signup.local.fixture.ApiReference.Call;
import signup.local.fixture.ApiReference.Content;
import signup.local.fixture.ApiReference.Operation;
import signup.local.fixture.ApiReference.Response;

/**
 * The examples of the API reference are real: each is sent as it stands, placeholders filled, and its answer has the documented
 * status, headers and body, to the order of the keys; but for the members that differ each time ({@code x-varying}).
 */
class ApiReferenceIT {

    /** What HTTP adds to any answer, and what tells browsers to be careful. */
    private static final Set<String> OF_ANY_ANSWER = Set.of(
            "cache-control",
            "connection",
            "content-language",
            "content-length",
            "content-security-policy",
            "content-type",
            "cross-origin-opener-policy",
            "date",
            "permissions-policy",
            "ratelimit",
            "ratelimit-policy",
            "referrer-policy",
            "vary",
            "x-content-type-options",
            "x-frame-options",
            "x-robots-tag");

    private static final int TOO_MANY_REQUESTS = 429;
    private static final String ADMIN = "Bearer " + RunningStack.token("admin");
    private static final String MEMBER = "Bearer " + RunningStack.token("member");
    private static final String CLIENT = "Basic " + DocumentedExamplesIT.basic();

    private final RunningStack stack = RunningStack.shared();
    private final Api api = stack.api();
    private final ApiReference reference =
            ApiReference.of(api.get("/openapi.json").body());

    @TestFactory
    Stream<DynamicTest> eachExampleGetsItsDocumentedAnswer() {
        return reference.operations().stream()
                .flatMap(operation -> operation.calls().values().stream())
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> new Story().tell(call)));
    }

    /** Calls that are about the same person. */
    private final class Story {

        private final Placeholders placeholders = new Placeholders(stack, reference);

        /** What was before, then this. */
        void tell(Call call) {
            JsonNode entry = call.entry();
            if (entry.has("after")) {
                String[] before = entry.get("after").asText().split("/");
                Operation operation = before.length == 1 ? call.operation() : reference.operation(before[0]);
                tell(operation.calls().get(before[before.length - 1]));
            }
            List<String> renewed = new ArrayList<>();
            entry.path("renew").forEach(kind -> renewed.add(kind.asText()));
            placeholders.renew(renewed);
            HttpResponse<String> answer = answer(call);
            check(call, answer);
            placeholders.answered(answer);
        }

        /** The answer: of what takes its time, the first that is as awaited; of what others did too often, the one after that. */
        private HttpResponse<String> answer(Call call) {
            int awaited = call.operation().answering(call.answer()).status();
            boolean eventually = call.entry().path("eventually").asBoolean();
            return Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(250))
                    .atMost(Duration.ofSeconds(eventually ? 15 : 70))
                    .until(
                            () -> send(call),
                            answer -> answer.statusCode() == awaited
                                    || !eventually && answer.statusCode() != TOO_MANY_REQUESTS);
        }

        private HttpResponse<String> send(Call call) {
            JsonNode entry = call.entry();
            String method = entry.path("method").asText(call.operation().method());
            boolean other = entry.has("method");
            @Nullable String body = other ? null : body(call);
            Map<String, String> headers = new LinkedHashMap<>();
            if (body != null) {
                headers.put("Content-Type", call.operation().request().mediaType());
            }
            credentials(call).ifPresent(value -> headers.put("Authorization", value));
            entry.path("with")
                    .fields()
                    .forEachRemaining(header -> headers.put(
                            header.getKey(),
                            placeholders.filled(header.getValue().asText())));
            return api.send(method, path(call), body, headers);
        }

        private String path(Call call) {
            String path = call.operation().path();
            for (JsonNode parameter : call.operation().parameters()) {
                String name = parameter.get("name").asText();
                if (parameter.get("in").asText().equals("path")) {
                    String value = call.entry()
                            .path("path")
                            .path(name)
                            .asText(parameter.get("example").asText());
                    path = path.replace("{" + name + "}", placeholders.filled(value));
                }
            }
            return path;
        }

        private @Nullable String body(Call call) {
            JsonNode entry = call.entry();
            if (entry.has("body")) {
                return entry.get("body").asText();
            }
            if (!entry.has("request")) {
                return null;
            }
            Content content = call.operation().request();
            JsonNode example = content.examples().get(entry.get("request").asText());
            String text =
                    placeholders.filled(content.mediaType().endsWith("json") ? example.toString() : form(example));
            return text + " ".repeat(Math.max(0, entry.path("padded").asInt() - text.length()));
        }

        private void check(Call call, HttpResponse<String> answer) {
            Response documented = call.operation().answering(call.answer());
            String what =
                    call + ": " + answer.statusCode() + " " + answer.headers().map() + " " + answer.body();
            assertThat(answer.statusCode()).as(what).isEqualTo(documented.status());
            checkHeaders(documented, answer, what);
            @Nullable Content content = documented.content();
            if (content == null) {
                assertThat(answer.body()).as(what).isEmpty();
                return;
            }
            assertThat(answer.headers()
                            .firstValue("Content-Type")
                            .orElse("none")
                            .split(";")[0])
                    .as(what)
                    .isEqualTo(content.mediaType());
            if (content.mediaType().endsWith("json")) {
                JsonNode body = ApiReference.parsed(answer.body());
                assertThat(reference.problems(content.schema(), body)).as(what).isEmpty();
                JsonNode example = ApiReference.parsed(placeholders.filledWithKnown(
                        content.examples().get(call.answer()).toString()));
                assertSame(example, body, what);
            } else if (content.examples().containsKey(call.answer())) {
                String example = content.examples().get(call.answer()).asText();
                assertThat(answer.body()).as(what).startsWith(example.substring(0, example.indexOf('…')));
            }
        }
    }

    private void checkHeaders(Response documented, HttpResponse<String> answer, String what) {
        Set<String> known = new HashSet<>(OF_ANY_ANSWER);
        documented.node().path("headers").fields().forEachRemaining(header -> {
            known.add(header.getKey().toLowerCase(Locale.ROOT));
            JsonNode rule = reference.follow(header.getValue());
            answer.headers()
                    .firstValue(header.getKey())
                    .ifPresentOrElse(
                            value -> assertThat(reference.problems(rule.get("schema"), typed(value, rule)))
                                    .as(header.getKey() + " of " + what)
                                    .isEmpty(),
                            () -> assertThat(rule.path("required").asBoolean())
                                    .as("no " + header.getKey() + " in " + what)
                                    .isFalse());
        });
        assertThat(known).as(what).containsAll(answer.headers().map().keySet());
    }

    /** A header is a text, whatever its schema says. */
    private static JsonNode typed(String value, JsonNode rule) {
        return rule.at("/schema/type").asText().equals("integer")
                ? IntNode.valueOf(Integer.parseInt(value))
                : TextNode.valueOf(value);
    }

    /** The same keys in the same order, and the same values where they are not said to differ. */
    private void assertSame(JsonNode example, JsonNode answer, String what) {
        assertThat(answer.getNodeType()).as(what).isEqualTo(example.getNodeType());
        if (example.isObject()) {
            assertThat(names(answer)).as(what).isEqualTo(names(example));
            example.fields().forEachRemaining(member -> {
                if (!varying().contains(member.getKey())) {
                    assertSame(member.getValue(), answer.get(member.getKey()), what);
                }
            });
        } else if (example.isArray()) {
            assertThat(answer.size()).as(what).isEqualTo(example.size());
            for (int i = 0; i < example.size(); i++) {
                assertSame(example.get(i), answer.get(i), what);
            }
        } else {
            assertThat(answer).as(what).isEqualTo(example);
        }
    }

    private Set<String> varying() {
        Set<String> varying = new HashSet<>();
        reference.document().get("x-varying").forEach(name -> varying.add(name.asText()));
        return varying;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Who calls: an admin or a client that may do everything, unless the call says otherwise. */
    private static Optional<String> credentials(Call call) {
        List<String> schemes = new ArrayList<>();
        call.operation().node().get("security").forEach(one -> one.fieldNames().forEachRemaining(schemes::add));
        String who = call.entry().path("as").asText(schemes.isEmpty() ? "nobody" : "admin");
        boolean bearer = schemes.contains("bearer");
        return switch (who) {
            case "nobody" -> Optional.empty();
            case "admin" -> Optional.of(bearer ? ADMIN : CLIENT);
            case "member" -> Optional.of(MEMBER);
            case "stranger" -> Optional.of(bearer ? "Bearer e30.e30.e30" : "Basic bG9jYWw6d3Jvbmc=");
            default -> throw new IllegalArgumentException("Nobody is known as " + who);
        };
    }

    private static String form(JsonNode example) {
        List<String> fields = new ArrayList<>();
        example.fields()
                .forEachRemaining(field -> fields.add(field.getKey() + "="
                        + URLEncoder.encode(field.getValue().asText(), StandardCharsets.UTF_8)));
        return String.join("&", fields);
    }
}
