package signup.ingress.status;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import signup.ingress.dialect.Dialects;
import signup.ingress.http.ErrorAnswers;
import signup.ingress.http.OtherMethods;
import signup.ingress.http.Throttle;
import signup.ingress.settings.IngressSettings;

/** Wires the status resource, and who else asks what its database knows. */
@Configuration(proxyBeanMethods = false)
class StatusConfiguration {

    private static final String PATH = "/signups/{id}";

    /** For who asks for decisions, and for who asks for users. */
    @Bean
    PostgresExistence existence(ConnectionFactory connections) {
        return new PostgresExistence(DatabaseClient.create(connections));
    }

    @Bean
    RouterFunction<ServerResponse> statusRoutes(
            ConnectionFactory connections,
            Throttle throttle,
            Dialects dialects,
            ErrorAnswers errors,
            IngressSettings settings) {
        StatusHandler handler = new StatusHandler(
                throttle,
                new PostgresStatuses(DatabaseClient.create(connections)),
                new StatusAnswers(dialects, errors),
                settings.ingress().retryAfter());
        return RouterFunctions.route()
                .route(RequestPredicates.GET(PATH).or(RequestPredicates.HEAD(PATH)), handler::show)
                .route(RequestPredicates.path(PATH), OtherMethods.refusedBut("GET", "HEAD"))
                .build();
    }
}
