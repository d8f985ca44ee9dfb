package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import signup.events.SignupRejected;
import signup.events.SignupRequested;
import signup.events.UserCreated;
import signup.events.Violation;
import signup.events.ViolationReason;
import signup.local.Token;
import signup.schemas.Topics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Invite and promo codes: how operators issue them, and how signups use them up. */
class CodesIT {

    private static final String CONTAINER = "registrationContainer";
    private static final String GROUP = "signup-registration";
    private static final String INVITES = "/ops/invite-codes";
    private static final String PROMOS = "/ops/promo-codes";
    private static final String IN_AN_HOUR = Instant.now()
            .plus(1, ChronoUnit.HOURS)
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();
    private static final String ADMIN = "Bearer " + token(Token.Role.ADMIN);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Pipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = Pipeline.started();
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    void aCodeIsUsedAsOftenAsItMayBeAndNotOnceMore() {
        String code = issue(INVITES, "{\"uses\":2}").get(0);
        List<SignupRequested> requests = requestsWith(code, 3);

        sendAsOneBatch(requests);

        pipeline.awaitCreated(requests.get(0).getSignupId());
        pipeline.awaitCreated(requests.get(1).getSignupId());
        assertThat(violationsOf(requests.get(2)))
                .containsExactly(new Violation("invite_code", ViolationReason.CODE_SPENT));
        assertThat(usedOf("invite", code)).isEqualTo(2);
        assertThat(listed(INVITES, code).path("used").asInt()).isEqualTo(2);
    }

    @Test
    void whoComesByAnInviteInheritsItsRoleAndTagsBesideTheirOwn() {
        String code = issue(INVITES, "{\"role\":\"editor\",\"tags\":[8,9]}").get(0);
        SignupRequested request =
                Signups.request().setInviteCode(code.toLowerCase()).build();

        send(request);

        UserCreated user = pipeline.awaitCreated(request.getSignupId());
        assertThat(user.getRole()).isEqualTo("editor");
        assertThat(user.getTags()).containsExactly(7L, 8L, 9L);
        assertThat(pipeline.query(
                        "select role, tags::text from registration.users where sub = '" + user.getSub() + "'"))
                .containsExactly(List.of("editor", "[7, 8, 9]"));
    }

    @Test
    void everythingThatTheStateRefusesIsSaidInOneAnswer() {
        SignupRequested holder = Signups.request().build();
        send(holder);
        pipeline.awaitCreated(holder.getSignupId());
        String promo = issue(PROMOS, "{\"expires_at\":\"" + IN_AN_HOUR + "\"}").get(0);
        SignupRequested request = Signups.request()
                .setUsername(holder.getUsername())
                .setInviteCode("no-such-code\u0000")
                .setPromoCode(promo)
                .setOccurredAt(Instant.parse(IN_AN_HOUR).plus(1, ChronoUnit.HOURS))
                .build();

        send(request);

        assertThat(violationsOf(request))
                .containsExactly(
                        new Violation("username", ViolationReason.TAKEN),
                        new Violation("invite_code", ViolationReason.CODE_UNKNOWN),
                        new Violation("promo_code", ViolationReason.CODE_EXPIRED));
    }

    /** As a replay finds it: the code has expired since. */
    @Test
    void aCodeIsJudgedByTheTimeWhenTheSignupWasAccepted() {
        String code = issue(INVITES, "{}").get(0);
        pipeline.execute("update registration.invite_codes set expires_at = now() - interval '1 hour' where code = '"
                + code + "'");
        Instant twoHoursAgo = Instant.now().minus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS);
        SignupRequested late = Signups.request().setInviteCode(code).build();
        SignupRequested inTime =
                Signups.request().setInviteCode(code).setOccurredAt(twoHoursAgo).build();

        sendAsOneBatch(List.of(late, inTime));

        pipeline.awaitCreated(inTime.getSignupId());
        assertThat(violationsOf(late)).containsExactly(new Violation("invite_code", ViolationReason.CODE_EXPIRED));
    }

    @Test
    void aRejectedSignupLeavesItsCodeToTheNext() {
        SignupRequested holder = Signups.request().build();
        send(holder);
        pipeline.awaitCreated(holder.getSignupId());
        String code = issue(INVITES, "{}").get(0);
        SignupRequested outrunBefore = Signups.request()
                .setInviteCode(code)
                .setEmail(holder.getEmail())
                .build();
        SignupRequested sameBatch = Signups.request().build();
        SignupRequested outrunNow = Signups.request()
                .setInviteCode(code)
                .setUsername(sameBatch.getUsername())
                .build();
        SignupRequested unlucky = Signups.request()
                .setInviteCode(code)
                .setPromoCode("no-such-code")
                .build();
        SignupRequested winner = Signups.request().setInviteCode(code).build();
        SignupRequested late = Signups.request()
                .setInviteCode(code)
                .setExtId(winner.getExtId())
                .build();

        sendAsOneBatch(List.of(outrunBefore, sameBatch, outrunNow, unlucky, winner, late));

        pipeline.awaitCreated(winner.getSignupId());
        assertThat(violationsOf(outrunBefore)).containsExactly(new Violation("email", ViolationReason.TAKEN));
        assertThat(violationsOf(outrunNow)).containsExactly(new Violation("username", ViolationReason.TAKEN));
        assertThat(violationsOf(unlucky)).containsExactly(new Violation("promo_code", ViolationReason.CODE_UNKNOWN));
        assertThat(violationsOf(late))
                .containsExactly(
                        new Violation("ext_id", ViolationReason.TAKEN),
                        new Violation("invite_code", ViolationReason.CODE_SPENT));
        assertThat(usedOf("invite", code)).isEqualTo(1);
    }

    @Test
    void anInviteForAnAddressIsUnknownToOthers() {
        SignupRequested guest = Signups.request().build();
        String code = issue(INVITES, "{\"email\":\"" + guest.getEmail().toUpperCase() + "\"}")
                .get(0);
        SignupRequested stranger = Signups.request().setInviteCode(code).build();
        SignupRequested invited =
                SignupRequested.newBuilder(guest).setInviteCode(code).build();

        sendAsOneBatch(List.of(stranger, invited));

        pipeline.awaitCreated(invited.getSignupId());
        assertThat(violationsOf(stranger)).containsExactly(new Violation("invite_code", ViolationReason.CODE_UNKNOWN));
    }

    @Test
    void aPromoCodeIsGoodWithinItsDatesAndAsOftenAsOneLikes() {
        String promo = issue(
                        PROMOS, "{\"code\":\"Summer-" + UUID.randomUUID() + "\",\"valid_from\":\"" + IN_AN_HOUR + "\"}")
                .get(0);
        SignupRequested early = Signups.request().setPromoCode(promo).build();
        List<SignupRequested> timely = IntStream.range(0, 5)
                .mapToObj(i -> Signups.request()
                        .setPromoCode(promo.toUpperCase())
                        .setOccurredAt(Instant.parse(IN_AN_HOUR).plusSeconds(60))
                        .build())
                .toList();

        send(early);
        sendAsOneBatch(timely);

        timely.forEach(request -> pipeline.awaitCreated(request.getSignupId()));
        assertThat(violationsOf(early)).containsExactly(new Violation("promo_code", ViolationReason.CODE_UNKNOWN));
        assertThat(listed(PROMOS, promo).path("used").asInt()).isEqualTo(5);
    }

    @Test
    void aRedeliveryAndARetryUseACodeOnce() {
        String code = issue(INVITES, "{\"uses\":5}").get(0);
        SignupRequested request = Signups.request().setInviteCode(code).build();
        RecordMetadata sent = send(request);
        pipeline.awaitCreated(request.getSignupId());
        pipeline.send(Topics.SIGNUP_REQUESTED, 2, request, Pipeline.awaited());
        pipeline.awaitReplies(request.getSignupId(), 1);

        pipeline.redeliver(CONTAINER, GROUP, sent);

        pipeline.awaitEvents(
                Topics.USER_CREATED,
                UserCreated.class,
                user -> user.getSignupId().equals(request.getSignupId()),
                2);
        assertThat(usedOf("invite", code)).isEqualTo(1);
    }

    @Test
    void aDryRunDealsCodesAndKeepsThem() {
        String code = issue(INVITES, "{}").get(0);
        List<SignupRequested> requests = requestsWith(code, 3);
        long before = Instant.now().toEpochMilli();
        await().until(() -> Instant.now().toEpochMilli() > before);
        Instant from = Instant.ofEpochMilli(before + 1);
        pipeline.whileStopped(CONTAINER, () -> {
            requests.forEach(request -> pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of()));

            OperatorRun run =
                    pipeline.operate("replay", Topics.SIGNUP_REQUESTED, "--from", from.toString(), "--dry-run");

            assertThat(run.count("created")).as(run.out() + run.err()).isEqualTo(1);
            assertThat(run.count("rejected")).isEqualTo(2);
            assertThat(usedOf("invite", code)).isZero();
        });
        pipeline.awaitCreated(requests.get(0).getSignupId());
        assertThat(violationsOf(requests.get(2)))
                .extracting(Violation::getReason)
                .containsExactly(ViolationReason.CODE_SPENT);
    }

    /** Which the database's own constraint would notice, but too late: its client would hear of a fault of ours. */
    @Test
    void whoWaitsForACodeSeesThatItWasSpentMeanwhile() throws SQLException {
        String code = issue(INVITES, "{}").get(0);
        SignupRequested request = Signups.request().setInviteCode(code).build();
        try (Connection other =
                        DriverManager.getConnection(pipeline.database.jdbcUrl(), pipeline.database.username(), "");
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("update registration.invite_codes set used = uses where code = '" + code + "'");
            send(request);
            await().until(() -> !pipeline.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
                    .isEmpty());
            other.commit();
        }

        assertThat(violationsOf(request)).containsExactly(new Violation("invite_code", ViolationReason.CODE_SPENT));
    }

    /** In opposite orders, so that what one transaction holds the other waits for, and the other way round. */
    @Test
    void twoWorkersDealNoCodeTwiceAndNoneInVain() {
        String[] small = {
            "signup.registration.concurrency=2",
            "signup.registration.max-poll-records=25",
            // Whoever closes a web server closes the event loops of all in this process.
            "spring.main.web-application-type=none"
        };
        List<String> single = issue(INVITES, "{\"count\":60}");
        String shared = issue(INVITES, "{\"uses\":40}").get(0);
        String promo = issue(PROMOS, "{\"uses\":70}").get(0);
        List<SignupRequested> requests = new ArrayList<>();
        try (ConfigurableApplicationContext second = pipeline.newWorker(small)) {
            Pipeline.awaitConsumers(GROUP, 4);
            for (int i = 0; i < single.size(); i++) {
                SignupRequested left = Signups.request()
                        .setInviteCode(single.get(i))
                        .setPromoCode(promo)
                        .build();
                SignupRequested right = Signups.request()
                        .setInviteCode(single.get(single.size() - 1 - i))
                        .setPromoCode(promo)
                        .setEmail(i % 3 == 0 ? left.getEmail() : "other-" + left.getEmail())
                        .build();
                SignupRequested third = Signups.request().setInviteCode(shared).build();
                requests.addAll(List.of(left, right, third));
                pipeline.sendLater(Topics.SIGNUP_REQUESTED, i % 2, left);
                pipeline.sendLater(Topics.SIGNUP_REQUESTED, 2 + i % 2, right);
                pipeline.sendLater(Topics.SIGNUP_REQUESTED, i % 4, third);
            }
            pipeline.flush();
            Set<UUID> ids = Set.copyOf(Signups.ids(requests));
            await().until(() -> decided(ids) == ids.size());

            assertThat(pipeline.query("select count(*) from registration.invite_codes where used > uses"))
                    .containsExactly(List.of("0"));
            String inThese = "('" + String.join("','", single) + "')";
            assertThat(pipeline.query("select count(*) from registration.invite_codes c where code in " + inThese
                            + " and used <> (select count(*) from registration.code_uses u join registration.users s"
                            + " using (signup_id) where u.kind = 'invite' and u.code_id = c.id)"))
                    .as("each use is a user")
                    .containsExactly(List.of("0"));
            assertThat(usedOf("invite", shared)).isEqualTo(40);
            assertThat(usedOf("promo", promo))
                    .isEqualTo(
                            pipeline
                                    .query("select sum(used) from registration.invite_codes where code in " + inThese)
                                    .stream()
                                    .mapToInt(row -> Integer.parseInt(row.get(0)))
                                    .sum())
                    .isBetween(1, 60);
        }
        Pipeline.awaitConsumers(GROUP, 2);
    }

    private static int decided(Set<UUID> ids) {
        return Integer.parseInt(pipeline.query("select count(*) from registration.decisions where signup_id in ('"
                        + String.join("','", ids.stream().map(UUID::toString).toList()) + "')")
                .get(0)
                .get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /ops/invite-codes",
        "POST, /ops/promo-codes",
        "DELETE, /ops/invite-codes/X",
        "GET, /ops",
        "PUT, /ops/x"
    })
    void whoIsNoAdminLearnsNothing(String method, String path) {
        HttpResponse<String> nobody = call(method, path, null, "{}");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(nobody.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                        + "\"detail\":\"Send a bearer token of an admin.\"}");
        assertThat(call(method, path, "Bearer nonsense", "{}").statusCode()).isEqualTo(401);
        assertThat(call(method, path, "Bearer " + token(Token.Role.MEMBER), "{}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void codesAreListedPageByPageTheNewestFirst() {
        List<String> codes =
                issue(INVITES, "{\"count\":5,\"email\":\"ada@example.org\",\"expires_at\":\"2099-01-01T00:00:00Z\"}");

        JsonNode first = json(call("GET", INVITES + "?limit=2", ADMIN, null));
        JsonNode second = json(
                call("GET", INVITES + "/?limit=2&before=" + first.path("next").asString(), ADMIN, null));

        assertThat(namesIn(first)).containsExactly(codes.get(4), codes.get(3));
        assertThat(namesIn(second)).containsExactly(codes.get(2), codes.get(1));
        assertThat(first.path("codes").get(0).toString())
                .matches("\\{\"code\":\"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}\",\"uses\":1,\"used\":0,"
                        + "\"expires_at\":\"2099-01-01T00:00:00Z\",\"email\":\"ada@example.org\",\"role\":null,\"tags\":\\[],"
                        + "\"created_at\":\"[^\"]+Z\",\"created_by\":\"user:1\"}");
        assertThat(call("GET", INVITES + "?limit=0", ADMIN, null).statusCode()).isEqualTo(400);
        assertThat(call("GET", INVITES + "?before=x", ADMIN, null).statusCode()).isEqualTo(400);
    }

    @Test
    void aCodeThatIsTakenBackIsUnknownAndItsNameIsFree() {
        String name = "Name-" + UUID.randomUUID();
        issue(PROMOS, "{\"code\":\"" + name + "\"}");
        HttpResponse<String> again = call("POST", PROMOS, ADMIN, "{\"code\":\"" + name.toUpperCase() + "\"}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"pointer\":\"#/code\"");

        assertThat(call("DELETE", PROMOS + "/" + name.toLowerCase(), ADMIN, null)
                        .statusCode())
                .isEqualTo(204);

        assertThat(call("DELETE", PROMOS + "?code=" + name, ADMIN, null).statusCode())
                .isEqualTo(404);
        SignupRequested request = Signups.request().setPromoCode(name).build();
        send(request);
        assertThat(violationsOf(request)).containsExactly(new Violation("promo_code", ViolationReason.CODE_UNKNOWN));
        issue(PROMOS, "{\"code\":\"" + name + "\"}");
    }

    @Test
    void whatIsWrongWithAnOrderIsAllSaid() {
        HttpResponse<String> wrong = call(
                "POST",
                INVITES,
                ADMIN,
                "{\"count\":0,\"uses\":\"many\",\"expires_at\":\"2001-01-01T00:00:00Z\",\"role\":\"king\",\"tags\":[-1],\"x\":1}");

        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
        List<String> pointers = new ArrayList<>();
        json(wrong)
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString()));
        assertThat(pointers).containsExactly("#/x", "#/count", "#/uses", "#/expires_at", "#/role", "#/tags");
        assertThat(call("POST", INVITES, ADMIN, "[]").statusCode()).isEqualTo(400);
        assertThat(call("POST", INVITES, ADMIN, "{").statusCode()).isEqualTo(400);
        assertThat(call("POST", INVITES, ADMIN, "{\"code\":\"" + "x".repeat(400_000) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        HttpResponse<String> put = call("PUT", INVITES, ADMIN, "{}");
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow").orElse("")).contains("GET", "POST", "DELETE");
        assertThat(call("GET", "/ops/others", ADMIN, null).statusCode()).isEqualTo(404);
    }

    @Test
    void operatorsHaveItInTheirTerminal() throws Exception {
        String name = "Terminal-" + UUID.randomUUID();

        Process created = terminal("create", "promo", "--code", name, "--expires", "P30D", "--uses", "12");

        assertThat(new String(created.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(name + "\n");
        assertThat(created.waitFor()).isZero();
        Process listed = terminal("list", "PROMO", "--limit", "1");
        assertThat(new String(listed.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("code")
                .contains(name + "  0     12    -");
        Process again = terminal("create", "promo", "--code", name);
        assertThat(new String(again.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("There is such a code.", "code: Take another one");
        assertThat(again.waitFor()).isEqualTo(1);
    }

    private static Process terminal(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RegistrationApplication.class.getName(),
                "ops",
                "codes"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SIGNUP_OPS_URL", address());
        builder.environment().put("SIGNUP_OPS_TOKEN", token(Token.Role.ADMIN));
        return builder.start();
    }

    private static List<SignupRequested> requestsWith(String inviteCode, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Signups.request().setInviteCode(inviteCode).build())
                .toList();
    }

    private static RecordMetadata send(SignupRequested request) {
        return pipeline.send(Topics.SIGNUP_REQUESTED, 1, request, Map.of());
    }

    private static void sendAsOneBatch(List<SignupRequested> requests) {
        pipeline.whileStopped(
                CONTAINER,
                () -> requests.forEach(request -> pipeline.send(Topics.SIGNUP_REQUESTED, 0, request, Map.of())));
    }

    private static List<Violation> violationsOf(SignupRequested request) {
        SignupRejected rejected = pipeline.awaitRejected(request.getSignupId());
        return rejected.getViolations();
    }

    private static int usedOf(String kind, String code) {
        return Integer.parseInt(
                pipeline.query("select used from registration." + kind + "_codes where code = '" + code + "'")
                        .get(0)
                        .get(0));
    }

    private static List<String> issue(String path, String order) {
        HttpResponse<String> issued = call("POST", path, ADMIN, order);
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        return namesIn(json(issued));
    }

    private static List<String> namesIn(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.path("codes").forEach(code -> names.add(code.path("code").asString()));
        return names;
    }

    private static JsonNode listed(String path, String code) {
        for (JsonNode each :
                json(call("GET", path + "?limit=1000", ADMIN, null)).path("codes")) {
            if (each.path("code").asString().equals(code)) {
                return each;
            }
        }
        throw new AssertionError(code + " is not listed");
    }

    private static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    private static HttpResponse<String> call(String method, String path, String authorization, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address() {
        return "http://127.0.0.1:" + pipeline.worker().getEnvironment().getRequiredProperty("local.server.port");
    }

    private static String token(Token.Role role) {
        return Token.issue(role, Instant.now(), UUID.randomUUID());
    }
}
