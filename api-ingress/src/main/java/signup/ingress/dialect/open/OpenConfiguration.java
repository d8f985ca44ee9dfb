package signup.ingress.dialect.open;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.HEAD;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import signup.ingress.dialect.Dialect;
import signup.ingress.http.Answers;
import signup.ingress.http.OtherMethods;
import signup.ingress.http.Throttle;
import signup.ingress.limit.Limit;
import signup.ingress.proof.ProofsOfWork;
import signup.ingress.settings.IngressSettings;

@Configuration(proxyBeanMethods = false)
class OpenConfiguration {

    private static final String CHALLENGE = OpenDialect.PATH + "/challenge";

    @Bean
    Dialect open(IngressSettings settings, ProofsOfWork proofs) {
        return new OpenDialect(settings, proofs);
    }

    /** Before the status resource, whose {@code {id}} would take it. */
    @Bean
    @Order(0)
    RouterFunction<ServerResponse> openChallenge(ProofsOfWork proofs, Throttle throttle) {
        OpenChallenge challenge = new OpenChallenge(proofs);
        return RouterFunctions.route()
                .filter(throttle.ofAddresses(Limit.CHALLENGES))
                .route(GET(CHALLENGE).or(HEAD(CHALLENGE)), request -> Answers.respond(challenge.issue()))
                .route(path(CHALLENGE), OtherMethods.refusedBut("GET", "HEAD"))
                .build();
    }
}
