package signup.ingress.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is set per dialect.
 *
 * @param onTimeout what a client gets whose signup is not decided in time: {@code pending} (the default) is 202 with
 *     the place to look, {@code unavailable} is 503 for clients that cannot take that
 */
public record DialectSettings(@DefaultValue("pending") OnTimeout onTimeout) {

    /** The answers to a signup that is not decided in time. */
    public enum OnTimeout {
        PENDING,
        UNAVAILABLE
    }
}
