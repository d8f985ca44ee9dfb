package signup.acceptance;

import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A signup under an idempotency key, to be tried again; and another body under the same key. */
record Idempotent(Person person, String key, String token) {

    private static final String PATH = "/api/v2/sso/signup/";

    static Idempotent fresh() {
        return new Idempotent(Person.fresh(), UUID.randomUUID().toString(), "Bearer " + RunningStack.token("admin"));
    }

    static String signupId(HttpResponse<String> answer) {
        return answer.headers().firstValue("Signup-Id").orElse("none");
    }

    HttpResponse<String> post(Api api) {
        return postAsync(api).join();
    }

    CompletableFuture<HttpResponse<String>> postAsync(Api api) {
        return postAsync(api, "");
    }

    HttpResponse<String> postOther(Api api) {
        return postAsync(api, ",\"real_name\":\"Somebody Else\"").join();
    }

    CompletableFuture<HttpResponse<String>> postAsync(Api api, String more) {
        String body = "{\"username\":\"" + person.username() + "\",\"email\":\"" + person.email() + "\"" + more + "}";
        return api.postAsync(PATH, body, "Authorization", token, "Idempotency-Key", key);
    }
}
