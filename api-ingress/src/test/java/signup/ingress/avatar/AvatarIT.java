package signup.ingress.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import signup.ingress.DatabaseOnly;

/** Avatars on a real database. */
class AvatarIT extends DatabaseOnly {

    private static final String READY = "/avatars/11111111-2222-5333-8444-000000000001";
    private static final String PENDING = "/avatars/11111111-2222-5333-8444-000000000002";
    private static final String FAILED = "/avatars/11111111-2222-5333-8444-000000000003";
    private static final String UNKNOWN = "/avatars/11111111-2222-5333-8444-000000000004";
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 1, 2, 3};

    /** The view as the registration worker promises it. */
    private static final String VIEW = """
            create schema if not exists registration;
            create table registration.avatar_content (sub uuid, state text, etag text, content bytea);
            insert into registration.avatar_content
            values
                ('11111111-2222-5333-8444-000000000001', 'ready', 'abc123', '\\x89504e47010203'),
                ('11111111-2222-5333-8444-000000000002', 'pending', null, null),
                ('11111111-2222-5333-8444-000000000003', 'failed', null, null);
            """;

    @BeforeAll
    static void fill() {
        execute(VIEW);
    }

    @Test
    void anAvatarIsServedToEverybodyForCachesToKeepAndForBrowsersToTakeForNothingElse() {
        client.get()
                .uri(READY)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Type", "image/png")
                .expectHeader()
                .valueEquals("ETag", "\"abc123\"")
                .expectHeader()
                .valueEquals("Cache-Control", "max-age=31536000, public, immutable")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Content-Security-Policy", "default-src 'none'; sandbox")
                .expectBody()
                .consumeWith(answer -> assertThat(answer.getResponseBody()).isEqualTo(PNG));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"abc123\"", "\"older\", W/\"abc123\"", "*"})
    void whoHasItGetsNoBytes(String known) {
        client.get()
                .uri(READY)
                .header("If-None-Match", known)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.NOT_MODIFIED)
                .expectHeader()
                .valueEquals("ETag", "\"abc123\"")
                .expectBody()
                .isEmpty();
    }

    @Test
    void whoHasAnotherOneGetsThisOne() {
        client.get()
                .uri(READY)
                .header("If-None-Match", "\"older\"")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void itMayBeAskedForWithoutItsBytes() {
        client.head()
                .uri(READY)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentLength(PNG.length)
                .expectBody()
                .isEmpty();
    }

    @Test
    void oneThatIsBeingMadeIsToBeAskedForAgain() {
        client.get()
                .uri(PENDING)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .valueEquals("Retry-After", "2")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store");
    }

    @Test
    void aFailedOneIsNoOtherAnswerThanNoneAndNoUser() {
        String failed = notFound(FAILED);
        assertThat(notFound(UNKNOWN)).isEqualTo(failed);
        assertThat(notFound("/avatars/nonsense")).isEqualTo(failed);
        assertThat(notFound("/avatars/1-1-1-1-1")).isEqualTo(failed);
        assertThat(notFound(READY.toUpperCase(Locale.ROOT).replace("/AVATARS", "/avatars") + "0"))
                .isEqualTo(failed);
    }

    private String notFound(String path) {
        return client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .doesNotExist("Retry-After")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    @Test
    void nothingElseMayBeDoneWithIt() {
        client.post()
                .uri(READY)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
                .expectHeader()
                .valueEquals("Allow", "GET, HEAD");
    }

    @Test
    void withoutTheDatabaseItCannotBeSaid() {
        whileAway(
                "registration",
                () -> client.get()
                        .uri(READY)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                        .expectHeader()
                        .exists("Retry-After"));
    }
}
