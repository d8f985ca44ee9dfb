package signup.ingress.http;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.Answer;

/** Answers as HTTP responses. */
public final class Answers {

    private Answers() {}

    public static Mono<ServerResponse> respond(Answer answer) {
        return ServerResponse.status(answer.status())
                .headers(headers -> answer.headers().forEach(headers::set))
                .contentType(MediaType.parseMediaType(answer.contentType()))
                .bodyValue(answer.body());
    }
}
