package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.acceptance.ExampleRunner.Output;
import signup.acceptance.Subscriber.Event;
import signup.local.fixture.Requirement;

/** Every example request of the four documents gets the documented answer, and becomes one user, one event, one mail. */
class DocumentedExamplesIT {

    private static final String SSO = """
            {"id":<id:int>,"ext_id":"{{ext_id}}","username":"{{username}}","role":null,"tags":null}""";
    private static final String SSO_WITH_ROLE_AND_TAGS = """
            {"id":<id:int>,"ext_id":"{{ext_id}}","username":"{{username}}","role":"editor","tags":[7]}""";
    private static final String ACCOUNT = """
            {"id":<id:int>,"username":"{{username}}","real_name":"","avatar":null,"ext_id":null,\
            "followings_counter":0,"followers_counter":0,"posts_counter":0,"discussions_counter":0,"polls_counter":0,\
            "connection_status":null,"categories_counter":0,"date_joined":"<time>","bio":"","location":"",\
            "location_lat_lng":"","position_lat_lng":"","date_of_birth":null,"description":"","gender":"Unspecified",\
            "website":"","cover":null,"tags":[],"reputation":0,"community_badge":false,"reg_approved":true,\
            "deleted":false,"company_name":"","company_role":"","email":"{{email}}"}""";
    private static final String AUTHENTIC = """
            {"sub":"<sub:hex32>","first_name":"John","last_name":"Doe","email":"john.doe@example.com",\
            "date_joined":"<time>","modified":"<time>","is_active":true}""";
    private static final String SAYMON = """
            {"login":"{{login}}","email":"{{email}}","status":0,"eventFilter":[],\
            "objectPermissions":{"include":[],"exclude":[]},"permissions":["manage-objects","manage-links",\
            "manage-service-properties","view-section-stat","view-section-monitoring","view-section-history-graph"],\
            "contacts":[],"id":"<saymon_id:hex24>"}""";

    private final RunningStack stack = RunningStack.shared();
    private final Api api = stack.api();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "selfcommunity-sso.sh, 201, SSO, false",
        "selfcommunity-sso.js, , SSO, false",
        "selfcommunity-sso.py, , SSO, false",
        "selfcommunity-sso-parameters.http, 201, SSO_WITH_ROLE_AND_TAGS, false",
        "selfcommunity-account.sh, 201, ACCOUNT, true",
        "selfcommunity-account.js, , ACCOUNT, true",
        "authentic.http, 201, AUTHENTIC, true",
        "saymon.sh, 200, SAYMON, true",
        "saymon-fetch.js, , SAYMON, true",
        "saymon-node.js, , SAYMON, true",
        "saymon.py, , SAYMON, true",
    })
    void theExampleGetsItsDocumentedAnswerOneUserOneEventAndItsMail(
            String file, Integer status, String answer, boolean mailed) throws SQLException {
        needsWhatRuns(file);
        Map<String, String> values = values(file);

        Output output = new ExampleRunner(api.root(), scripts()).run(file, Example.of(file, values));

        if (status != null) {
            assertThat(output.status()).as(output.body()).isEqualTo(status);
        }
        Map<String, String> answered = Answer.match(filled(template(answer), values), output.body());

        Row row = row(file, values);
        List<Event> created = stack.subscriber()
                .events("user.created", event -> event.text("sub").equals(row.sub()));
        assertThat(created).hasSize(1);
        Event event = created.get(0);
        assertThat(event.key()).isEqualTo(row.sub());
        assertThat(event.text("id")).isEqualTo(String.valueOf(row.id()));
        assertThat(event.headers())
                .containsEntry("ce_id", event.text("event_id"))
                .containsEntry("ce_type", "signup.UserCreated.v1")
                .containsEntry("ce_source", "/signup/registration-worker")
                .containsEntry("ce_specversion", "1.0");
        if (answered.containsKey("id")) {
            assertThat(answered).containsEntry("id", String.valueOf(row.id()));
        }
        if (answered.containsKey("sub")) {
            assertThat(answered).containsEntry("sub", row.sub().replace("-", ""));
        }
        if (mailed) {
            assertThat(stack.mails().theOneTo(values.get("email")).link()).isNotNull();
        }
    }

    private record Row(long id, String sub) {}

    /** The one row of that user. */
    private Row row(String file, Map<String, String> values) throws SQLException {
        boolean byEmail = file.startsWith("authentic");
        String identity = byEmail
                ? values.get("email")
                : file.startsWith("saymon") ? values.get("login") : values.get("username");
        String query = "select id, sub from registration.users where " + (byEmail ? "email" : "username") + " = ?";
        try (Connection database = stack.database();
                PreparedStatement statement = database.prepareStatement(query)) {
            statement.setString(1, identity);
            ResultSet rows = statement.executeQuery();
            assertThat(rows.next()).as("a user " + identity).isTrue();
            Row row = new Row(rows.getLong("id"), rows.getString("sub"));
            assertThat(rows.next()).as("a second user " + identity).isFalse();
            return row;
        }
    }

    private Map<String, String> values(String file) {
        Map<String, String> values = new HashMap<>(Person.fresh().placeholders());
        values.put("api", api.root().toString());
        values.put("host", api.root().getHost());
        values.put("port", String.valueOf(api.root().getPort()));
        values.put("access_token", RunningStack.token("admin"));
        values.put("client", Api.CLIENT);
        values.put("client_secret", Api.CLIENT_SECRET);
        values.put("basic", basic());
        values.put("role", "editor");
        values.put("tag", "7");
        if (file.startsWith("saymon")) {
            Captcha captcha = Captcha.fetch(api);
            values.put("captcha_token", captcha.token());
            values.put("captcha", captcha.answer());
        }
        if (file.equals("saymon.sh")) {
            values.putAll(Map.of("login", "user_login", "email", "user_email@example.com"));
        }
        if (file.equals("authentic.http")) {
            values.put("email", "john.doe@example.com");
        }
        return values;
    }

    static String basic() {
        return Base64.getEncoder()
                .encodeToString((Api.CLIENT + ":" + Api.CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
    }

    private static String template(String name) {
        return switch (name) {
            case "SSO" -> SSO;
            case "SSO_WITH_ROLE_AND_TAGS" -> SSO_WITH_ROLE_AND_TAGS;
            case "ACCOUNT" -> ACCOUNT;
            case "AUTHENTIC" -> AUTHENTIC;
            case "SAYMON" -> SAYMON;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static String filled(String template, Map<String, String> values) {
        String filled = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        return filled;
    }

    private static void needsWhatRuns(String file) {
        if (file.endsWith(".sh")) {
            Requirement.CURL.orSkip();
        }
        if (file.endsWith(".js")) {
            Requirement.NODE.orSkip();
        }
        if (file.endsWith(".py")) {
            Requirement.PYTHON_REQUESTS.orSkip();
        }
    }

    private Path scripts() {
        return stack.data().resolveSibling("examples");
    }
}
