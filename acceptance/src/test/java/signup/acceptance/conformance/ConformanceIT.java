package signup.acceptance.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import signup.acceptance.Api;
import signup.acceptance.Captcha;
import signup.acceptance.Person;
import signup.acceptance.RunningStack;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every row of every specification against the packaged services. All rows are sent first, several at once; when all has come
 * to rest, each is judged.
 */
class ConformanceIT {

    private static final int AT_ONCE = 6;
    private static final int RIVALS = 12;

    private static final RunningStack STACK = RunningStack.shared();
    private static final Deployments DEPLOYMENTS = new Deployments(STACK);

    @AfterAll
    static void end() {
        DEPLOYMENTS.close();
    }

    @TestFactory
    Stream<DynamicContainer> everyRowIsAnsweredAsSpecified()
            throws SQLException, InterruptedException, ExecutionException {
        List<Specification> specifications = Specification.NAMES.stream()
                .filter(name -> name.matches(System.getProperty("conformance", ".*")))
                .map(Specification::named)
                .toList();
        long begin = System.nanoTime();
        Map<Row, RowRun> runs = runs(specifications);
        long sent = System.nanoTime();
        List<UUID> signupIds =
                runs.values().stream().flatMap(run -> run.signupIds().stream()).toList();
        Evidence evidence = Evidence.of(signupIds, STACK);
        System.out.printf(
                "[conformance] %d rows sent in %.1f s, %d signups at rest %.1f s later%n",
                runs.size(), (sent - begin) / 1e9, signupIds.size(), (System.nanoTime() - sent) / 1e9);
        return specifications.stream()
                .map(specification -> DynamicContainer.dynamicContainer(
                        specification.title(), sections(specification, runs, evidence)));
    }

    /** What no row can say. */
    @Test
    void oneCaptchaMakesOneUserHoweverManyPresentItAtOnceToTwoInstances() throws SQLException {
        String name = Person.fresh().username();
        Captcha captcha = Captcha.fetch(STACK.api());
        List<Api> instances = List.of(STACK.api(), new Api(DEPLOYMENTS.of("configured")));
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, RIVALS)
                .mapToObj(rival -> instances
                        .get(rival % instances.size())
                        .postAsync(
                                "/node/api/users/signup",
                                """
                                {"token":"%s","captcha":"%s","login":"%s","email":"%s","password":"aaAA11!!"}""".formatted(
                                                captcha.token(),
                                                captcha.answer(),
                                                Person.fresh().username(),
                                                Person.fresh().email()),
                                "Authorization",
                                "Basic bG9jYWw6bG9jYWw="))
                .toList();

        Map<Integer, Set<String>> bodies = answers.stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(
                        HttpResponse::statusCode, Collectors.mapping(HttpResponse::body, Collectors.toSet())));
        assertThat(bodies).containsOnlyKeys(200, 400);
        assertThat(bodies.get(200)).hasSize(1);
        assertThat(bodies.get(400)).containsExactly("{\"code\":\"BadRequest\",\"message\":\"Captcha already used.\"}");
    }

    /** Nor this. */
    @Test
    void oneTokenConfirmsOnceHoweverManyUseItAtOnceAtTwoInstances() {
        Person person = Person.fresh();
        Captcha captcha = Captcha.fetch(STACK.api());
        HttpResponse<String> signup = STACK.api()
                .post(
                        "/node/api/users/signup",
                        """
                        {"token":"%s","captcha":"%s","login":"%s","email":"%s","password":"1111"}""".formatted(captcha.token(), captcha.answer(), person.username(), person.email()),
                        "Authorization",
                        "Basic bG9jYWw6bG9jYWw=");
        assertThat(signup.statusCode()).as(signup.body()).isEqualTo(200);
        String id = new JsonMapper().readTree(signup.body()).get("id").asString();
        String link = STACK.mails().theOneTo(person.email()).link().getPath();
        String token = link.substring(link.lastIndexOf('/') + 1);
        List<Api> instances = List.of(STACK.api(), new Api(DEPLOYMENTS.of("configured")));

        List<String> answers = IntStream.range(0, RIVALS)
                .mapToObj(rival -> instances
                        .get(rival % instances.size())
                        .postAsync("/node/api/users/%s/confirm/%s".formatted(id, token), "{\"password\":null}"))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(answer -> answer.statusCode() + " " + answer.body())
                .toList();

        String used = "400 {\"code\":\"BadRequest\",\"message\":\"Token already used.\"}";
        assertThat(answers).containsOnlyOnce("200 \"Activation successful.\"");
        assertThat(answers.stream().filter(used::equals)).hasSize(RIVALS - 1);
    }

    private static Map<Row, RowRun> runs(List<Specification> specifications)
            throws InterruptedException, ExecutionException {
        StackValues stackValues = new StackValues(
                STACK.api(),
                STACK.mails(),
                URI.create("http://127.0.0.1:" + STACK.port(8091)),
                () -> new Api(DEPLOYMENTS.of("hasty")));
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<RowRun>> calls = specifications.stream()
                    .flatMap(specification -> specification.rows().stream())
                    .map(row -> (Callable<RowRun>) () -> RowRun.of(row, DEPLOYMENTS, new Values(stackValues)))
                    .toList();
            Map<Row, RowRun> runs = new LinkedHashMap<>();
            for (Future<RowRun> run : clients.invokeAll(calls)) {
                runs.put(run.get().row(), run.get());
            }
            return runs;
        } finally {
            clients.shutdownNow();
        }
    }

    private static Stream<DynamicNode> sections(Specification specification, Map<Row, RowRun> runs, Evidence evidence) {
        Map<String, List<Row>> sections = specification.rows().stream()
                .collect(Collectors.groupingBy(Row::section, LinkedHashMap::new, Collectors.toList()));
        return sections.entrySet().stream()
                .map(section -> DynamicContainer.dynamicContainer(
                        section.getKey(),
                        section.getValue().stream()
                                .map(row -> DynamicTest.dynamicTest(
                                        row.name(),
                                        specification.sourceOf(row),
                                        () -> runs.get(row).judge(evidence)))));
    }
}
