package signup.ingress.http;

import java.util.Set;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.Refusal;

/** The end of a path's routes: whatever other method comes is refused, and told which are not. */
public final class OtherMethods {

    private OtherMethods() {}

    public static HandlerFunction<ServerResponse> refusedBut(String... allowed) {
        Set<String> methods = Set.of(allowed);
        return request -> Mono.error(new RefusedException(
                new Refusal.MethodNotAllowed(request.method().name(), methods)));
    }
}
