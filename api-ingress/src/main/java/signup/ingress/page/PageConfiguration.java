package signup.ingress.page;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.HEAD;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import signup.ingress.http.OtherMethods;
import signup.ingress.settings.IngressSettings;

@Configuration(proxyBeanMethods = false)
class PageConfiguration {

    private static final String FILE = SignupPage.ASSETS + "{file}";

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> signupPage(IngressSettings settings) {
        SignupPage page = new SignupPage(settings.basePath());
        return RouterFunctions.route()
                .route(GET(SignupPage.PATH).or(HEAD(SignupPage.PATH)), page::show)
                .route(path(SignupPage.PATH), OtherMethods.refusedBut("GET", "HEAD"))
                .route(GET(FILE).or(HEAD(FILE)), page::file)
                .route(path(FILE), OtherMethods.refusedBut("GET", "HEAD"))
                .build();
    }
}
