package signup.ingress.http;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Has a {@code Content-Type} that Spring 7.0.8 cannot even refuse taken for one that is merely wrong. On one that begins with a
 * quotation mark its parser throws an {@link IndexOutOfBoundsException} before anything could answer: the connection would end,
 * and a stack trace would go into the log, as often as somebody likes.
 */
final class UnreadableMediaTypes implements HttpHandlerDecoratorFactory {

    private static final String WRONG = "unreadable";

    @Override
    public HttpHandler apply(HttpHandler handler) {
        return (request, response) -> handler.handle(
                isReadable(request)
                        ? request
                        : request.mutate()
                                .headers(headers -> headers.set(HttpHeaders.CONTENT_TYPE, WRONG))
                                .build(),
                response);
    }

    private static boolean isReadable(ServerHttpRequest request) {
        String type = request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        if (type == null || type.indexOf('"') < 0) {
            return true;
        }
        try {
            MediaType.parseMediaType(type);
            return true;
        } catch (InvalidMediaTypeException e) {
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
