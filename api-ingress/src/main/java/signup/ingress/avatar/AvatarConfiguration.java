package signup.ingress.avatar;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import signup.ingress.http.ClientAddresses;
import signup.ingress.http.ErrorAnswers;
import signup.ingress.http.OtherMethods;
import signup.ingress.http.Throttle;
import signup.ingress.limit.Limit;
import signup.ingress.settings.IngressSettings;

/** Wires the avatars. */
@Configuration(proxyBeanMethods = false)
class AvatarConfiguration {

    private static final String PATH = "/avatars/{sub}";

    /** Some 64 MiB at most. */
    private static final int MOST_AT_ONCE = 64;

    /** Above what a browser asks for at once. */
    private static final int MOST_TO_AN_ADDRESS = 16;

    @Bean
    AvatarsInFlight avatarsInFlight(IngressSettings settings, ClientAddresses addresses) {
        return new AvatarsInFlight(
                "/avatars/",
                MOST_AT_ONCE,
                MOST_TO_AN_ADDRESS,
                addresses,
                settings.ingress().retryAfter());
    }

    @Bean
    RouterFunction<ServerResponse> avatarRoutes(
            ConnectionFactory connections, ErrorAnswers errors, IngressSettings settings, Throttle throttle) {
        AvatarHandler handler = new AvatarHandler(
                new PostgresAvatars(DatabaseClient.create(connections)),
                errors,
                settings.ingress().retryAfter());
        return RouterFunctions.route()
                .filter(throttle.ofAddresses(Limit.AVATARS))
                .route(RequestPredicates.GET(PATH).or(RequestPredicates.HEAD(PATH)), handler::show)
                .route(RequestPredicates.path(PATH), OtherMethods.refusedBut("GET", "HEAD"))
                .build();
    }
}
