package signup.ingress.settings;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What lies between clients and this service.
 *
 * @param trustedProxies addresses or networks (such as {@code 10.0.0.0/8}) of the proxies whose {@code X-Forwarded-For}
 *     tells the client's address, by which attempts are limited; default none
 */
public record HttpSettings(@DefaultValue List<String> trustedProxies) {

    public HttpSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
