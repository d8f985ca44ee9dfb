package signup.ingress.http;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.Answer;

/** Answers as HTTP responses. They are about one caller at one time: nobody caches them. */
public final class Answers {

    private Answers() {}

    public static Mono<ServerResponse> respond(Answer answer) {
        return ServerResponse.status(answer.status())
                .headers(headers -> {
                    headers.setContentType(MediaType.parseMediaType(answer.contentType()));
                    headers.setContentLength(answer.body().length);
                    headers.setCacheControl("no-store");
                    answer.headers().forEach(headers::set);
                })
                .body((response, context) ->
                        response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body()))));
    }
}
