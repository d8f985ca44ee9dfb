package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many tries of one signup at once; tries over a restart are in {@link NewcomerIT}. */
class IdempotencyIT {

    private static final int TRIES = 10;

    private final RunningStack stack = RunningStack.shared();

    @Test
    void twinsAtOnceAreOneSignupWithOneAnswerAndOneEvent() {
        Idempotent signup = Idempotent.fresh();

        List<HttpResponse<String>> answers =
                IntStream.range(0, TRIES).mapToObj(i -> signup.postAsync(stack.api())).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(answers.stream().map(Idempotent::signupId).distinct()).hasSize(1);
        assertThat(stack.subscriber()
                        .events(
                                "user.created",
                                event -> event.text("username")
                                        .equals(signup.person().username())))
                .hasSize(1);
    }

    @Test
    void ofTwoBodiesAtOnceUnderOneKeyOneIsRefused() {
        Idempotent signup = Idempotent.fresh();

        CompletableFuture<HttpResponse<String>> one = signup.postAsync(stack.api());
        CompletableFuture<HttpResponse<String>> other =
                signup.postAsync(stack.api(), ",\"real_name\":\"Somebody Else\"");

        assertThat(List.of(one.join().statusCode(), other.join().statusCode())).containsExactlyInAnyOrder(201, 400);
        assertThat(one.join().body() + other.join().body()).contains("\"code\":\"idempotency_key_reused\"");
        assertThat(Idempotent.signupId(other.join())).isEqualTo(Idempotent.signupId(one.join()));
    }
}
