package signup.ingress.acceptance;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.ingress.settings.IngressSettings;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;
import signup.schemas.password.PasswordSealer;

/** Wires acceptance. */
@Configuration(proxyBeanMethods = false)
class AcceptanceConfiguration {

    @Bean
    AcceptingSignups acceptingSignups(
            Requests requests, Decisions decisions, PasswordSealer sealer, IngressSettings settings, Clock clock) {
        RequestKeys keys = new RequestKeys(
                KeyRing.read(settings.keys().of("request"), KeyRing.SECRET_SUFFIX, KeyFormats.secret("HmacSHA256")));
        return new AcceptingSignups(requests, decisions, keys, sealer, clock);
    }
}
