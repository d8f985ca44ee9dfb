package signup.ingress.dialect.saymon;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import signup.ingress.activation.ActivatingUsers;
import signup.ingress.activation.LinkTokens;
import signup.ingress.captcha.Captchas;
import signup.ingress.dialect.Dialect;
import signup.ingress.http.Answers;
import signup.ingress.http.Bodies;
import signup.ingress.settings.IngressSettings;

@Configuration(proxyBeanMethods = false)
class SaymonConfiguration {

    @Bean
    Dialect saymon(IngressSettings settings, Captchas captchas) {
        return new SaymonDialect(settings, captchas);
    }

    @Bean
    RouterFunction<ServerResponse> saymonCaptcha(IngressSettings settings, Captchas captchas) {
        SaymonCaptcha captcha =
                new SaymonCaptcha(captchas, settings.saymon().captcha().revealAnswer());
        return RouterFunctions.route()
                .GET("/node/api/users/captcha", request -> Answers.respond(captcha.issue()))
                .build();
    }

    @Bean
    RouterFunction<ServerResponse> saymonConfirmation(
            IngressSettings settings, LinkTokens tokens, ActivatingUsers activating, Bodies bodies) {
        SaymonConfirmation confirmation = new SaymonConfirmation(
                tokens,
                activating,
                bodies,
                settings.saymon().passwordPolicy().policy(),
                settings.ingress().retryAfter());
        return RouterFunctions.route()
                .POST("/node/api/users/{id}/confirm/{token}", confirmation::confirm)
                .build();
    }
}
