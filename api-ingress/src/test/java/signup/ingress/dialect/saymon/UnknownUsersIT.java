package signup.ingress.dialect.saymon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import signup.ingress.DatabaseOnly;
import signup.ingress.activation.SignedLinks;
import signup.local.fixture.Fixture;

/** Whom a token confirms that is not good, on a real database. */
class UnknownUsersIT extends DatabaseOnly {

    /** The view as the registration worker promises it, and in it the lowest and the highest sub of an id. */
    private static final String VIEW = """
            create schema if not exists registration;
            create table registration.known_users (sub uuid);
            insert into registration.known_users (sub)
            values
                ('8e7f200b-4bb4-57fa-8a91-cd0300000000'),
                ('8e7f200b-4bb4-57fa-8a91-cd05ffffffff');
            """;

    private static final List<String> KNOWN = List.of("8e7f200b4bb457fa8a91cd03", "8e7f200b4bb457fa8a91cd05");
    private static final String BETWEEN_THEM = "8e7f200b4bb457fa8a91cd04";
    private static final UUID SOMEBODY = UUID.fromString("5ec7ebe4-21ca-5264-8150-af0900000000");

    @BeforeAll
    static void fill() {
        execute(VIEW);
    }

    @Test
    void aUserWhoIsNotThereIsNotFoundWhateverTheToken() {
        for (String token : List.of("forged", expired(), anothers())) {
            assertThat(confirm(BETWEEN_THEM, token))
                    .isEqualTo("404 {\"code\":\"ResourceNotFound\",\"message\":\"Resource is not found.\"}");
        }
    }

    @Test
    void ofOneWhoIsThereTheTokenIsWrong() {
        for (String id : KNOWN) {
            assertThat(confirm(id, "forged")).isEqualTo("400 {\"code\":\"BadRequest\",\"message\":\"Invalid token.\"}");
            assertThat(confirm(id, anothers()))
                    .isEqualTo("400 {\"code\":\"BadRequest\",\"message\":\"Invalid token.\"}");
            assertThat(confirm(id, expired()))
                    .isEqualTo("400 {\"code\":\"BadRequest\",\"message\":\"Token expired.\"}");
        }
    }

    @Test
    void whatIsNoIdIsAskedAboutNowhere() {
        whileAway("registration", () -> {
            for (String id : List.of("x", KNOWN.get(0) + "0", KNOWN.get(0).substring(1), "8E7F200B4BB457FA8A91CD03")) {
                assertThat(confirm(id, "forged")).startsWith("404 ");
            }
        });
    }

    @Test
    void withoutTheDatabaseTheTokenIsWrongAllTheSame() {
        whileAway("registration", () -> {
            for (String token : List.of("forged", anothers())) {
                assertThat(confirm(BETWEEN_THEM, token))
                        .isEqualTo("400 {\"code\":\"BadRequest\",\"message\":\"Invalid token.\"}");
            }
            assertThat(confirm(BETWEEN_THEM, expired()))
                    .isEqualTo("400 {\"code\":\"BadRequest\",\"message\":\"Token expired.\"}");
        });
    }

    private static String expired() {
        return token(Instant.now().minusSeconds(1));
    }

    private static String anothers() {
        return token(Instant.now().plusSeconds(600));
    }

    private static String token(Instant expiresAt) {
        return SignedLinks.with(Fixture.keys().resolve("link"))
                .sign(SignedLinks.claims("confirmation", SOMEBODY, expiresAt));
    }

    private String confirm(String id, String token) {
        EntityExchangeResult<String> answer = client.post()
                .uri("/node/api/users/" + id + "/confirm/" + token)
                .header("Content-Type", "application/json")
                .bodyValue("{\"password\":null}")
                .exchange()
                .expectBody(String.class)
                .returnResult();
        return answer.getStatus().value() + " " + answer.getResponseBody();
    }
}
