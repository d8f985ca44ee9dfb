package signup.ingress.http;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;
import signup.schemas.tokens.KeysUnavailableException;

/** Turns what failed into an answer: the one place where exceptions become statuses. Nothing of an exception reaches a client. */
@Order(-2)
final class LastResort implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(LastResort.class);

    private final ErrorAnswers errors;
    private final Duration retryAfter;

    LastResort(ErrorAnswers errors, Duration retryAfter) {
        this.errors = errors;
        this.retryAfter = retryAfter;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            refusal(failure);
            return Mono.empty();
        }
        AcceptedLanguages languages =
                new AcceptedLanguages(exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT_LANGUAGE));
        return write(
                exchange.getResponse(),
                errors.at(exchange.getRequest().getPath().value(), refusal(failure), languages));
    }

    Refusal refusal(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.refusal();
        }
        if (failure instanceof KeysUnavailableException) {
            log.warn("Tokens cannot be checked: {}", failure.getCause().toString());
            return new Refusal.Unavailable(retryAfter, Optional.empty());
        }
        if (failure instanceof MethodNotAllowedException method) {
            Set<String> allowed =
                    method.getSupportedMethods().stream().map(HttpMethod::name).collect(Collectors.toSet());
            return new Refusal.MethodNotAllowed(method.getHttpMethod(), allowed);
        }
        if (failure instanceof ResponseStatusException status) {
            return of(status);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            log.debug("A client went away");
        } else if (isAnsweredByNetty(failure)) {
            log.debug("A body was not HTTP to its end");
        } else {
            log.error("A request failed", withoutWords(failure));
        }
        return new Refusal.Internal();
    }

    /** Netty itself refuses chunks that are none, and then says that its answer has gone out before ours. */
    private static boolean isAnsweredByNetty(Throwable failure) {
        StackTraceElement[] places = failure.getStackTrace();
        return failure instanceof IllegalStateException
                && places.length > 0
                && places[0].getClassName().equals("reactor.netty.http.server.HttpServerOperations");
    }

    /** Its place in the code only: Spring adds the request's path, which for a mailed link acts, and messages may quote input. */
    private static Throwable withoutWords(Throwable failure) {
        Throwable bare = new Throwable(failure.getClass().getName());
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }

    private static Refusal of(ResponseStatusException failure) {
        HttpStatus status = HttpStatus.resolve(failure.getStatusCode().value());
        if (status == HttpStatus.NOT_FOUND) {
            return new Refusal.NotFound();
        }
        return failure.getStatusCode().is4xxClientError()
                ? new Refusal.BadJson("the request cannot be read")
                : new Refusal.Internal();
    }

    private static Mono<Void> write(ServerHttpResponse response, Answer answer) {
        response.setRawStatusCode(answer.status());
        response.getHeaders().setCacheControl("no-store");
        answer.headers().forEach(response.getHeaders()::set);
        response.getHeaders().setContentType(MediaType.parseMediaType(answer.contentType()));
        response.getHeaders().setContentLength(answer.body().length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(answer.body())));
    }
}
