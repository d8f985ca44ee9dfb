package signup.acceptance;

import java.net.http.HttpResponse;
import tools.jackson.databind.json.JsonMapper;

/** A captcha and its answer, which only the local profile tells. */
public record Captcha(String token, String answer) {

    /** A new one. */
    public static Captcha fetch(Api api) {
        HttpResponse<String> captcha =
                api.get("/node/api/users/captcha", "Authorization", "Basic " + DocumentedExamplesIT.basic());
        return new Captcha(
                new JsonMapper().readTree(captcha.body()).get("token").asString(),
                captcha.headers().firstValue("X-Captcha-Answer").orElseThrow());
    }
}
