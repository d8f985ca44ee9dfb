package signup.ingress.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.filter.reactive.UrlHandlerFilter;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import signup.ingress.acceptance.AcceptingSignups;
import signup.ingress.auth.Authenticator;
import signup.ingress.dialect.Dialect;
import signup.ingress.dialect.Dialects;
import signup.ingress.dialect.Refusal;
import signup.ingress.limit.RateLimits;
import signup.ingress.settings.CorsSettings;
import signup.ingress.settings.IngressSettings;
import signup.schemas.password.PasswordSealer;

/** Wires HTTP: one route per dialect, whatever dialects there are. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Dialects dialects(List<Dialect> dialects) {
        return new Dialects(dialects);
    }

    @Bean
    Bodies bodies(IngressSettings settings) {
        return new Bodies(
                Math.toIntExact(settings.ingress().maxBody().toBytes()),
                settings.ingress().maxBodies().toBytes(),
                settings.ingress().retryAfter());
    }

    @Bean
    ClientAddresses clientAddresses(IngressSettings settings) {
        return new ClientAddresses(settings.http());
    }

    @Bean
    Throttle throttle(
            IngressSettings settings, ClientAddresses addresses, Authenticator authenticator, MeterRegistry meters) {
        return new Throttle(new RateLimits(settings.limits(), System::nanoTime, meters), addresses, authenticator);
    }

    @Bean
    ErrorAnswers errorAnswers(Dialects dialects) {
        return new ErrorAnswers(dialects);
    }

    @Bean
    LastResort lastResort(ErrorAnswers errors, IngressSettings settings) {
        return new LastResort(errors, settings.ingress().retryAfter());
    }

    @Bean
    UnreadableMediaTypes unreadableMediaTypes() {
        return new UnreadableMediaTypes();
    }

    @Bean
    SignupPaths signupPaths(Dialects dialects) {
        return new SignupPaths(dialects);
    }

    @Bean
    @Order(0)
    SignupsFirst signupsFirst(SignupPaths signups, SignupHandler handler) {
        return new SignupsFirst(signups, handler);
    }

    /**
     * Every path may end with a slash; signups have routes for both forms, because rewriting a request costs them. What begins
     * with two is no path of ours, and the filter fails on what it would leave of {@code ///}.
     */
    @Bean
    WebFilter trailingSlashes() {
        UrlHandlerFilter others =
                UrlHandlerFilter.trailingSlashHandler("/**").mutateRequest().build();
        return (exchange, chain) -> exchange.getRequest().getPath().value().startsWith("//")
                ? chain.filter(exchange)
                : others.filter(exchange, chain);
    }

    /** No path has parameters ({@code /api/users;a=b}), which routes do not look at. */
    @Bean
    WebFilter noPathParameters() {
        return (exchange, chain) -> exchange.getRequest().getPath().value().indexOf(';') < 0
                ? chain.filter(exchange)
                : Mono.error(new RefusedException(new Refusal.NotFound()));
    }

    /** Requests that Spring does not answer in anybody's form, or at all. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> malformedRequests(ErrorAnswers errors) {
        MalformedRequests malformed = new MalformedRequests(errors);
        return factory -> factory.addServerCustomizers(server -> server.mapHandle(malformed::refuse));
    }

    /** Signups have a timer of their own, {@link SignupMeters}; a second one would only cost. */
    @Bean
    ObservationPredicate signupsAreTimedOnce(SignupPaths signups) {
        return (name, context) -> !(context instanceof ServerRequestObservationContext exchange)
                || exchange.getCarrier() == null
                || !signups.contain(exchange.getCarrier().getPath().value());
    }

    /** @throws IllegalStateException when every site is to be let in where users are real */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    CrossOrigin crossOrigin(IngressSettings settings, Environment environment) {
        boolean any = settings.cors().origins().contains(CorsSettings.ANY);
        if (any && !environment.acceptsProfiles(Profiles.of("local"))) {
            throw new IllegalStateException(
                    "signup.cors.origins=* lets every web site in: it can be set in the profile local only");
        }
        return new CrossOrigin(settings.cors());
    }

    @Bean
    SignupHandler signupHandler(
            Throttle throttle,
            Bodies bodies,
            AcceptingSignups signups,
            ErrorAnswers errors,
            IngressSettings settings,
            MeterRegistry meters) {
        return new SignupHandler(
                throttle, bodies, signups, errors, new PendingAnswer(settings), settings, new SignupMeters(meters));
    }

    @Bean
    Rehearsal rehearsal(Dialects dialects, ErrorAnswers errors, Authenticator authenticator, PasswordSealer sealer) {
        return new Rehearsal(dialects, errors, authenticator, sealer);
    }

    /** For other methods, and for paths that are written otherwise, such as {@code /api/%75sers/}. */
    @Bean
    RouterFunction<ServerResponse> signupRoutes(Dialects dialects, SignupHandler handler) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (Dialect dialect : dialects.all()) {
            SignupPaths.of(dialect).forEach(path -> {
                routes.POST(path, request -> handler.signUp(dialect, request));
                routes.route(RequestPredicates.path(path), OtherMethods.refusedBut("POST"));
            });
        }
        return routes.build();
    }
}
