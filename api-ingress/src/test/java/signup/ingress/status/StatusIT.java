package signup.ingress.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import signup.ingress.DatabaseOnly;
import signup.ingress.Tokens;

/** The status resource on a real database. */
class StatusIT extends DatabaseOnly {

    /** The views as the workers promise them. */
    private static final String VIEWS = """
            create schema if not exists registration;
            create table registration.signup_status (
                signup_id uuid, dialect text, client text, outcome text, violations jsonb, accepted_at timestamptz,
                decided_at timestamptz, sub uuid, id bigint, username text, email text, ext_id text, real_name text,
                first_name text, last_name text, role text, tags jsonb, attributes jsonb, locale text,
                status_at_creation text, avatar_url text, mail_purpose text, next_url text, created_at timestamptz,
                status text, email_verified_at timestamptz, credential text, avatar text);
            create schema if not exists notification;
            create table notification.mail_status (
                dispatch_id uuid, sub uuid, purpose text, state text, attempts int, reason text,
                requested_at timestamptz, updated_at timestamptz);
            """;

    private static final UUID CREATED = UUID.fromString("01890000-0000-7000-8000-000000000001");
    private static final UUID REJECTED = UUID.fromString("01890000-0000-7000-8000-000000000002");
    private static final UUID ANOTHERS = UUID.fromString("01890000-0000-7000-8000-000000000003");

    private static final String ROWS = """
            insert into registration.signup_status (signup_id, dialect, client, outcome, violations, decided_at, sub, id,
                username, email, tags, attributes, locale, status_at_creation, mail_purpose, created_at, status,
                credential, avatar)
            values
                ('01890000-0000-7000-8000-000000000001', 'SELFCOMMUNITY_SSO', 'user:1', 'created', null,
                 '2026-03-20 13:16:45+00', '11111111-2222-5333-8444-555555555555', 7, 'ada', 'ada@example.org', '[3]',
                 '{"a":"b"}', 'en', 'active', 'CONFIRMATION', '2026-03-20 13:16:44.991343+00', 'active', 'ready', 'none'),
                ('01890000-0000-7000-8000-000000000002', 'SELFCOMMUNITY_SSO', 'user:1', 'rejected',
                 '[{"field":"username","reason":"TAKEN"}]', '2026-03-20 13:16:45+00', null, null, null, null, null, null,
                 null, null, null, null, null, null, null),
                ('01890000-0000-7000-8000-000000000003', 'SELFCOMMUNITY_SSO', 'user:3', 'rejected', '[]',
                 '2026-03-20 13:16:45+00', null, null, null, null, null, null, null, null, null, null, null, null, null),
                ('01890000-0000-7000-8000-000000000004', 'NEXT_YEARS', 'user:1', 'rejected',
                 '[{"field":null,"reason":"NEXT_YEARS"}]', '2026-03-20 13:16:45+00', null, null, null, null, null, null,
                 null, null, null, null, null, null, null);
            insert into notification.mail_status (dispatch_id, sub, purpose, state, attempts, requested_at)
            values
                ('00000000-0000-5000-8000-000000000001', '11111111-2222-5333-8444-555555555555', 'confirmation',
                 'handed_over', 1, now());
            """;

    @BeforeAll
    static void fill() {
        execute(VIEWS);
        execute(ROWS);
    }

    @Test
    void aClientSeesTheWholeOutcomeOfItsSignupAndTheAnswerThatItWouldHaveHad() {
        assertThat(asAdmin(CREATED.toString()))
                .isEqualTo("{\"signup_id\":\"" + CREATED + "\",\"status\":\"created\","
                        + "\"sub\":\"11111111-2222-5333-8444-555555555555\",\"credential\":\"ready\","
                        + "\"mail\":\"handed_over\",\"avatar\":\"none\",\"created_at\":\"2026-03-20T13:16:44.991343Z\",\"activated_at\":null,"
                        + "\"decided_at\":\"2026-03-20T13:16:45.000000Z\",\"response\":{\"status\":201,\"body\":"
                        + "{\"id\":7,\"ext_id\":null,\"username\":\"ada\",\"email\":\"ada@example.org\",\"role\":null,"
                        + "\"tags\":[3]}}}");
    }

    @Test
    void aRejectionComesWithItsReasons() {
        assertThat(asAdmin(REJECTED.toString()))
                .isEqualTo("{\"signup_id\":\"" + REJECTED + "\",\"status\":\"rejected\","
                        + "\"decided_at\":\"2026-03-20T13:16:45.000000Z\",\"response\":{\"status\":400,\"body\":"
                        + "{\"errors\":[{\"field\":\"username\",\"messages\":"
                        + "[{\"message\":\"This field must be unique.\",\"code\":\"unique\"}]}]}}}");
    }

    @Test
    void anUndecidedIdIsPending() {
        String id = UUID.randomUUID().toString();
        assertThat(asAdmin(id)).isEqualTo("{\"signup_id\":\"" + id + "\",\"status\":\"pending\"}");
    }

    @Test
    void whoDoesNotSayWhoItIsSeesOnlyWhetherASignupIsDecided() {
        client.get()
                .uri("/signups/" + CREATED)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("{\"signup_id\":\"" + CREATED + "\",\"status\":\"done\"}");
    }

    @Test
    void anotherClientsSignupIsNotFoundAndNoMoreIsAnIdThatIsNone() {
        for (String id : new String[] {ANOTHERS.toString(), "nonsense", "1-1-1-1-1"}) {
            client.get()
                    .uri("/signups/" + id)
                    .headers(headers -> headers.setBearerAuth(Tokens.admin()))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Test
    void aStatusMayBeAskedForWithoutItsBody() {
        client.head().uri("/signups/" + CREATED).exchange().expectStatus().isOk();
    }

    @Test
    void whatANewerWorkerStoredIsTold() {
        assertThat(asAdmin("01890000-0000-7000-8000-000000000004")).contains("\"status\":\"rejected\"");
    }

    @Test
    void aStatusIsTellableBeforeTheNotificationWorkerWasEverThere() {
        whileAway("notification", () -> assertThat(asAdmin(CREATED.toString())).contains("\"mail\":\"pending\""));
    }

    @Test
    void wrongCredentialsAreRefused() {
        client.get()
                .uri("/signups/" + CREATED)
                .headers(headers -> headers.setBasicAuth("local", "wrong"))
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .contentType("application/problem+json");
    }

    private String asAdmin(String id) {
        return client.get()
                .uri("/signups/" + id)
                .headers(headers -> headers.setBearerAuth(Tokens.admin()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
