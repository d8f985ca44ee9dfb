package signup.ingress.dialect.saymon;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.HEAD;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import signup.ingress.activation.ActivatingUsers;
import signup.ingress.activation.LinkTokens;
import signup.ingress.captcha.Captchas;
import signup.ingress.dialect.Dialect;
import signup.ingress.http.Answers;
import signup.ingress.http.Bodies;
import signup.ingress.http.OtherMethods;
import signup.ingress.http.Throttle;
import signup.ingress.limit.Limit;
import signup.ingress.settings.IngressSettings;
import signup.ingress.status.KnownUsers;

@Configuration(proxyBeanMethods = false)
class SaymonConfiguration {

    private static final String CAPTCHA = "/node/api/users/captcha";
    private static final String CONFIRMATION = "/node/api/users/{id}/confirm/{token}";

    @Bean
    Dialect saymon(IngressSettings settings, Captchas captchas) {
        return new SaymonDialect(settings, captchas);
    }

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> saymonCaptcha(IngressSettings settings, Captchas captchas, Throttle throttle) {
        SaymonCaptcha captcha = new SaymonCaptcha(captchas, settings.saymon());
        return RouterFunctions.route()
                .filter(throttle.ofCallers(Limit.CHALLENGES))
                .route(
                        GET(CAPTCHA).or(HEAD(CAPTCHA)),
                        request -> Mono.fromSupplier(captcha::issue).flatMap(Answers::respond))
                .route(path(CAPTCHA), OtherMethods.refusedBut("GET", "HEAD"))
                .build();
    }

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> saymonConfirmation(
            IngressSettings settings,
            LinkTokens tokens,
            KnownUsers known,
            ActivatingUsers activating,
            Bodies bodies,
            Throttle throttle) {
        SaymonConfirmation confirmation = new SaymonConfirmation(
                tokens,
                new SaymonUsers(known),
                activating,
                bodies,
                settings.saymon().passwordPolicy().policy(),
                settings.links().password().policy(),
                settings.ingress().retryAfter());
        return RouterFunctions.route()
                .filter(throttle.ofAddresses(Limit.LINKS))
                .POST(CONFIRMATION, confirmation::confirm)
                .route(path(CONFIRMATION), OtherMethods.refusedBut("POST"))
                .build();
    }
}
