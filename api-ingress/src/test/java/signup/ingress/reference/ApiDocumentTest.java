package signup.ingress.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signup.local.fixture.ApiReference;
import signup.local.fixture.ApiReference.Call;
import signup.local.fixture.ApiReference.Content;
import signup.local.fixture.ApiReference.Operation;
import signup.local.fixture.ApiReference.Response;

/** The description of the API is whole: what it refers to is there, and its examples are what its schemas say. */
class ApiDocumentTest {

    private static final ApiReference API =
            ApiReference.of(new String(ApiDocument.json("https://signup.example.org"), StandardCharsets.UTF_8));

    /** Where signups are posted. */
    private static final Set<String> SIGNUPS =
            Set.of("signUpBySso", "createAccount", "createUser", "registerUser", "signUp");

    /** What cannot be had by a request that a test could send to any installation. */
    private static final Set<Integer> NOT_FOR_THE_ASKING = Set.of(403, 429, 500, 503);

    static Stream<Operation> operations() {
        return API.operations().stream();
    }

    @Test
    void itIsOneDocumentThatNamesThisServer() {
        assertThat(API.document().get("openapi").asText()).startsWith("3.1.");
        assertThat(API.document().get("servers").toString()).isEqualTo("[{\"url\":\"https://signup.example.org\"}]");
        assertThat(API.operations()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(operations().map(Operation::id))
                .doesNotHaveDuplicates()
                .doesNotContain("")
                .containsAll(SIGNUPS);
    }

    @Test
    void noTwoFilesDescribeTheSame() {
        Map<String, Object> whole = new HashMap<>(Map.of("paths", new HashMap<>(Map.of("/a", "one"))));

        ApiDocument.join(whole, Map.of("paths", Map.of("/b", "two")), "");
        assertThat(whole).isEqualTo(Map.of("paths", Map.of("/a", "one", "/b", "two")));

        assertThatThrownBy(() -> ApiDocument.join(whole, Map.of("paths", Map.of("/a", "two")), ""))
                .hasMessage("Two files describe /paths//a");
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryComponentIsReferredTo() {
        Set<String> referred = new HashSet<>();
        visit(API.document(), node -> {
            if (node.has("$ref")) {
                referred.add(node.get("$ref").asText());
                assertThat(API.follow(node)).isNotNull();
            }
        });

        Set<String> components = new HashSet<>();
        API.document()
                .get("components")
                .fields()
                .forEachRemaining(kind -> kind.getValue()
                        .fieldNames()
                        .forEachRemaining(name -> components.add("#/components/" + kind.getKey() + "/" + name)));
        components.removeIf(component -> component.startsWith("#/components/securitySchemes/"));
        assertThat(referred).containsExactlyInAnyOrderElementsOf(components);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void theOperationSaysWhatItIs(Operation operation) {
        Set<String> tags = new HashSet<>();
        API.document().get("tags").forEach(tag -> tags.add(tag.get("name").asText()));
        Set<String> schemes = new HashSet<>();
        API.document().at("/components/securitySchemes").fieldNames().forEachRemaining(schemes::add);

        assertThat(operation.node().get("summary").asText()).isNotBlank();
        assertThat(operation.node().get("security")).as("security is said").isNotNull();
        operation.node().get("tags").forEach(tag -> assertThat(tags).contains(tag.asText()));
        operation
                .node()
                .get("security")
                .forEach(one -> one.fieldNames()
                        .forEachRemaining(scheme -> assertThat(schemes).contains(scheme)));
        List<String> inPath = operation.parameters().stream()
                .filter(parameter -> parameter.get("in").asText().equals("path"))
                .peek(parameter -> assertThat(parameter.get("example")).isNotNull())
                .map(parameter -> "{" + parameter.get("name").asText() + "}")
                .toList();
        assertThat(Stream.of(operation.path().split("/")).filter(step -> step.startsWith("{")))
                .containsExactlyInAnyOrderElementsOf(inPath);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyStatusIsDocumented(Operation operation) {
        assertThat(operation.responses()).containsKeys(500);
        if (!operation.id().equals("useLink")) {
            assertThat(operation.responses()).containsKey(405);
        }
        if (operation.request() != null) {
            assertThat(operation.responses()).containsKeys(400, 413, 415);
        }
        if (SIGNUPS.contains(operation.id())) {
            assertThat(operation.responses()).containsKeys(202, 403, 429, 503);
            assertThat(operation.responses().keySet()).containsAnyOf(409, 422, 400);
        }
        operation.responses().forEach((status, response) -> {
            assertThat(response.node().path("description").asText()).isNotBlank();
            requires(response, "Retry-After", status == 202 && isJson(response) || status == 429 || status == 503);
            requires(response, "Allow", status == 405);
            requires(response, "WWW-Authenticate", status == 401);
            requires(response, "Location", status == 303 || status == 202 && isJson(response));
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void itsExamplesAreWhatItsSchemasSay(Operation operation) {
        operation.responses().values().forEach(response -> {
            Content content = response.content();
            if (content != null) {
                content.examples()
                        .forEach((name, value) -> assertThat(API.problems(content.schema(), value))
                                .as(operation + " " + response.status() + " " + name)
                                .isEmpty());
            }
        });
        Content request = operation.request();
        if (request != null) {
            accepted(operation)
                    .forEach(name -> assertThat(API.problems(
                                    request.schema(), request.examples().get(name)))
                            .as(operation + " " + name)
                            .isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void itsExamplesAreSentAndAnswered(Operation operation) {
        Set<String> sent = new HashSet<>();
        Set<String> answered = new HashSet<>();
        for (Call call : operation.calls().values()) {
            answered.add(call.answer());
            assertThat(operation.answering(call.answer())).isNotNull();
            if (call.entry().has("request")) {
                sent.add(call.entry().get("request").asText());
            }
            if (call.entry().has("after")) {
                String[] before = call.entry().get("after").asText().split("/");
                Operation other = before.length == 1 ? operation : API.operation(before[0]);
                assertThat(other.calls()).containsKey(before[before.length - 1]);
            }
        }

        Content request = operation.request();
        assertThat(sent)
                .isEqualTo(request == null ? Set.of() : request.examples().keySet());
        operation.responses().forEach((status, response) -> {
            if (!NOT_FOR_THE_ASKING.contains(status) && response.content() != null) {
                Set<String> silent = new HashSet<>(response.examples());
                response.node()
                        .path("x-not-called")
                        .forEach(
                                name -> assertThat(silent.remove(name.asText())).isTrue());
                operation.node().path("x-not-called").forEach(name -> silent.remove(name.asText()));
                silent.removeAll(answered);
                assertThat(silent).as(operation + " " + status).isEmpty();
            }
        });
    }

    @Test
    void placeholdersAreUsed() {
        String text = API.document().get("paths").toString();
        API.document()
                .get("x-placeholders")
                .fieldNames()
                .forEachRemaining(placeholder -> assertThat(text).contains(placeholder));
    }

    /** The requests that some call has accepted. */
    private static Set<String> accepted(Operation operation) {
        return operation.calls().values().stream()
                .filter(call -> call.entry().has("request"))
                .filter(call -> operation.answering(call.answer()).status() < 400)
                .map(call -> call.entry().get("request").asText())
                .collect(Collectors.toSet());
    }

    private static boolean isJson(Response response) {
        Content content = response.content();
        return content != null && content.mediaType().endsWith("json");
    }

    private static void requires(Response response, String header, boolean required) {
        JsonNode documented = response.node().path("headers").path(header);
        boolean demanded = !documented.isMissingNode()
                && API.follow(documented).path("required").asBoolean();
        assertThat(demanded).as(header + " of " + response.status()).isEqualTo(required);
    }

    private static void visit(JsonNode node, Consumer<JsonNode> visitor) {
        List<JsonNode> open = new ArrayList<>(List.of(node));
        while (!open.isEmpty()) {
            JsonNode next = open.remove(open.size() - 1);
            visitor.accept(next);
            next.forEach(open::add);
        }
    }
}
