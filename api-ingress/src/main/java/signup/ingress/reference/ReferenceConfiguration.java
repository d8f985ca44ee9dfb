package signup.ingress.reference;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.HEAD;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.http.OtherMethods;
import signup.ingress.settings.IngressSettings;

@Configuration(proxyBeanMethods = false)
class ReferenceConfiguration {

    private static final String FILE = Reference.ASSETS + "{file}";

    @Bean
    RouterFunction<ServerResponse> apiReference(IngressSettings settings) {
        if (!settings.docs().enabled()) {
            return request -> Mono.empty();
        }
        Reference reference = new Reference(settings);
        return RouterFunctions.route()
                .route(GET(Reference.DOCUMENT).or(HEAD(Reference.DOCUMENT)), reference::document)
                .route(path(Reference.DOCUMENT), OtherMethods.refusedBut("GET", "HEAD"))
                .route(GET(Reference.PAGE).or(HEAD(Reference.PAGE)), reference::page)
                .route(path(Reference.PAGE), OtherMethods.refusedBut("GET", "HEAD"))
                .route(GET(FILE).or(HEAD(FILE)), reference::file)
                .route(path(FILE), OtherMethods.refusedBut("GET", "HEAD"))
                .build();
    }
}
