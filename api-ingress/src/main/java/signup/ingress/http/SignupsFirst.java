package signup.ingress.http;

import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.web.reactive.function.server.HandlerStrategies;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.reactive.result.view.ViewResolver;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import signup.ingress.dialect.Dialect;

/** Leads posted signups straight to their handler, past what finds one for every other request. */
final class SignupsFirst implements WebFilter {

    private final HandlerStrategies strategies = HandlerStrategies.withDefaults();
    private final ServerResponse.Context context = new Writing(strategies);
    private final SignupPaths paths;
    private final SignupHandler handler;

    SignupsFirst(SignupPaths paths, SignupHandler handler) {
        this.paths = paths;
        this.handler = handler;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Dialect dialect = exchange.getRequest().getMethod() == HttpMethod.POST
                ? paths.dialectAt(exchange.getRequest().getPath().value())
                : null;
        return dialect == null
                ? chain.filter(exchange)
                : handler.signUp(dialect, ServerRequest.create(exchange, strategies.messageReaders()))
                        .flatMap(response -> response.writeTo(exchange, context));
    }

    private record Writing(HandlerStrategies strategies) implements ServerResponse.Context {

        @Override
        public List<HttpMessageWriter<?>> messageWriters() {
            return strategies.messageWriters();
        }

        @Override
        public List<ViewResolver> viewResolvers() {
            return strategies.viewResolvers();
        }
    }
}
