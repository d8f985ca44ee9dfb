package signup.ingress.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.Refusal;

/**
 * Refuses requests that HTTP itself does not allow, in the form of the dialect at their path: those whose target is no
 * URI, of which Spring says only that they are bad, and those that do not say once which host they are for (RFC 9112,
 * section 3.2), about which it does not ask. Their connection ends, because two who read them may read two things.
 */
final class MalformedRequests {

    private final ErrorAnswers errors;

    MalformedRequests(ErrorAnswers errors) {
        this.errors = errors;
    }

    /**
     * What becomes of a request.
     *
     * @param handling what Spring would do with it, which has begun with a refusal or not at all
     * @param exchange the request and its response
     */
    Mono<Void> refuse(Mono<Void> handling, Connection exchange) {
        HttpServerRequest request = (HttpServerRequest) exchange;
        HttpServerResponse response = (HttpServerResponse) exchange;
        if (response.status().equals(HttpResponseStatus.BAD_REQUEST)) {
            return refuse(request, response, "the target cannot be read");
        }
        return namesItsHost(request) ? handling : refuse(request, response, "the host is to be named once");
    }

    private Mono<Void> refuse(HttpServerRequest request, HttpServerResponse response, String why) {
        String target = request.uri();
        int query = target.indexOf('?');
        Answer answer = errors.at(
                query < 0 ? target : target.substring(0, query),
                new Refusal.BadJson(why),
                new AcceptedLanguages(request.requestHeaders().get(HttpHeaders.ACCEPT_LANGUAGE)));
        response.status(answer.status())
                .keepAlive(false)
                .header(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(answer.body().length))
                .header(HttpHeaderNames.CACHE_CONTROL, "no-store");
        answer.headers().forEach(response::header);
        return response.sendByteArray(Mono.just(answer.body())).then();
    }

    private static boolean namesItsHost(HttpServerRequest request) {
        Iterator<String> hosts = request.requestHeaders().valueStringIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return !request.version().equals(HttpVersion.HTTP_1_1);
        }
        hosts.next();
        return !hosts.hasNext();
    }
}
