package signup.ingress.activation;

import static org.springframework.web.reactive.function.server.RequestPredicates.GET;
import static org.springframework.web.reactive.function.server.RequestPredicates.HEAD;
import static org.springframework.web.reactive.function.server.RequestPredicates.POST;
import static org.springframework.web.reactive.function.server.RequestPredicates.path;

import java.security.PublicKey;
import java.time.Clock;
import javax.crypto.SecretKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import signup.ingress.acceptance.Requests;
import signup.ingress.http.Bodies;
import signup.ingress.http.OtherMethods;
import signup.ingress.http.Throttle;
import signup.ingress.limit.Limit;
import signup.ingress.password.PasswordPolicy;
import signup.ingress.settings.IngressSettings;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;
import signup.schemas.password.PasswordSealer;

@Configuration(proxyBeanMethods = false)
class ActivationConfiguration {

    private static final String VALIDATION_CODE = "/api/v2/account/verify/validation_code";

    @Bean
    LinkTokens linkTokens(IngressSettings settings, Clock clock) {
        KeyRing<PublicKey> keys =
                KeyRing.read(settings.keys().of("link"), KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("EC"));
        return new LinkTokens(keys, clock);
    }

    @Bean
    ActivatingUsers activatingUsers(IngressSettings settings, Requests requests, PasswordSealer sealer, Clock clock) {
        KeyRing<SecretKey> keys =
                KeyRing.read(settings.keys().of("request"), KeyRing.SECRET_SUFFIX, KeyFormats.secret("HmacSHA256"));
        return new ActivatingUsers(
                requests,
                sealer,
                new PasswordFingerprint(keys),
                settings.ingress().replyTimeout(),
                clock);
    }

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> linkPages(
            IngressSettings settings, LinkTokens tokens, ActivatingUsers activating, Bodies bodies, Throttle throttle) {
        PasswordPolicy policy = settings.links().password().policy();
        LinkPages pages = new LinkPages(
                tokens,
                activating,
                policy,
                new LinkPageTemplate(policy),
                bodies,
                settings.ingress().retryAfter());
        return RouterFunctions.route()
                .filter(throttle.ofAddresses(Limit.LINKS, pages::tooOften))
                .route(GET("/links/{token}").or(HEAD("/links/{token}")), pages::show)
                .route(POST("/links/{token}"), pages::act)
                .route(path("/links/{token}"), OtherMethods.refusedBut("GET", "HEAD", "POST"))
                .build();
    }

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> validationCodes(LinkTokens tokens, Bodies bodies, Throttle throttle) {
        ValidationCodes codes = new ValidationCodes(tokens, bodies);
        return RouterFunctions.route()
                .filter(throttle.ofAddresses(Limit.VALIDATION_CODES))
                .POST(VALIDATION_CODE, codes::verify)
                .route(path(VALIDATION_CODE), OtherMethods.refusedBut("POST"))
                .build();
    }
}
