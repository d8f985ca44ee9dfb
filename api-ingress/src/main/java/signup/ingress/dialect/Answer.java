package signup.ingress.dialect;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import signup.ingress.json.Json;

/**
 * An HTTP answer as a dialect words it.
 *
 * @param status the status code
 * @param headers headers besides {@code Content-Type}
 * @param contentType the body's media type
 * @param body the body's bytes; nobody changes them
 */
public record Answer(int status, Map<String, String> headers, String contentType, byte[] body) {

    private static final String JSON = "application/json";

    /** A JSON answer. */
    public static Answer json(int status, byte[] body) {
        return new Answer(status, Map.of(), JSON, body);
    }

    /** A JSON answer, its body written in the order of the calls. */
    public static Answer json(int status, Json.Content content) {
        return json(status, Json.write(content));
    }

    /** The same with one header more. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, Collections.unmodifiableMap(more), contentType, body);
    }

    /** The same, and when to come back. */
    public Answer retryAfter(Duration wait) {
        return with("Retry-After", Long.toString(seconds(wait)));
    }

    /** How long to wait in whole seconds, as {@code Retry-After} tells it; never none, for who comes back at once is no help. */
    public static long seconds(Duration wait) {
        return Math.max(1, wait.toSeconds());
    }

    /** The same with another media type. */
    public Answer as(String contentType) {
        return new Answer(status, headers, contentType, body);
    }

    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
