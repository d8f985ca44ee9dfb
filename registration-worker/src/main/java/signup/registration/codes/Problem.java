package signup.registration.codes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Why an operator's request is not done, as problem details (RFC 9457). */
record Problem(HttpStatus status, String detail, List<Error> errors) {

    /** @param pointer the member of the body (RFC 6901, section 6) */
    record Error(String pointer, String detail) {}

    static Problem of(HttpStatus status, String detail) {
        return new Problem(status, detail, List.of());
    }

    Mono<ServerResponse> answer() {
        return answer(HttpHeaders.EMPTY);
    }

    Mono<ServerResponse> answer(HttpHeaders headers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", detail);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return ServerResponse.status(status)
                .headers(all -> all.addAll(headers))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .cacheControl(org.springframework.http.CacheControl.noStore())
                .bodyValue(body);
    }
}
