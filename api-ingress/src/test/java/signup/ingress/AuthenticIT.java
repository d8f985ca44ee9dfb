package signup.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import signup.events.Dialect;
import signup.events.MailPurpose;
import signup.events.SignupRequested;
import signup.events.Violation;
import signup.events.ViolationReason;

/** The dialect Authentic, from HTTP to Kafka and back. */
class AuthenticIT extends ScriptedPipeline {

    @Test
    void authenticAnswersItsDocumentedExample() {
        EntityExchangeResult<String> answer = post("/api/users/", """
                {
                    "email": "john.doe@example.com",
                    "first_name": "John",
                    "last_name": "Doe",
                    "gender": 1,
                    "email": "john.doe@example.com",
                    "birthdate": "1981-06-01",
                    "birthplace": "Marseille",
                    "birthcountry": "France",
                    "preferred_username": "john",
                    "address_city": "New-York",
                    "send_registration_email": "True",
                    "send_registration_email_next_url": "http://www.entrouvert.com"
                }
                """);

        assertAnswer(
                answer,
                201,
                "{\"sub\":\"000000000000002a000000000000002a\",\"first_name\":\"John\",\"last_name\":\"Doe\","
                        + "\"email\":\"john.doe@example.com\",\"date_joined\":\"2026-03-20T13:16:44.991343Z\","
                        + "\"modified\":\"2026-03-20T13:16:44.991343Z\",\"is_active\":true}");
        SignupRequested request = requestOf(answer);
        assertThat(request.getDialect()).isEqualTo(Dialect.AUTHENTIC);
        assertThat(request.getClient()).isEqualTo("local");
        assertThat(request.getLocale()).isEqualTo("fr");
        assertThat(request.getMail().getPurpose()).isEqualTo(MailPurpose.REGISTRATION);
        assertThat(request.getMail().getNextUrl()).isEqualTo("http://www.entrouvert.com");
        assertThat(request.getAttributes()).containsEntry("gender", "1").containsEntry("birthdate", "1981-06-01");
    }

    @Test
    void authenticRefusesInItsForm() {
        worker.rejectEach(List.of(new Violation("email", ViolationReason.TAKEN)));

        assertAnswer(
                post("/api/users", "{\"first_name\":\"John\"}"),
                400,
                "{\"errors\":{\"last_name\":[\"Ce champ est obligatoire.\"]},\"result\":0}");
        assertAnswer(
                post("/api/users", "{\"first_name\":\"John\",\"last_name\":\"Doe\",\"email\":\"j@example.org\"}"),
                400,
                "{\"errors\":{\"email\":[\"email already used\"]},\"result\":0}");
        assertAnswer(
                client.post()
                        .uri("/api/users/")
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "en")
                        .headers(ScriptedPipeline::authenticate)
                        .bodyValue("[]")
                        .exchange(),
                400,
                "{\"errors\":{\"__all__\":[\"JSON parse error - not an object\"]},\"result\":0}");
        assertAnswer(
                client.post()
                        .uri("/api/users/")
                        .headers(headers -> headers.setBasicAuth("local", "wrong"))
                        .exchange(),
                401,
                "{\"errors\":\"Invalid username/password.\",\"result\":0}");
    }
}
