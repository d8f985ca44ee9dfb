package signup.ingress.settings;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web sites' pages may call the native dialect.
 *
 * @param origins such as {@code https://www.example.org}: scheme, host, port where it is not the scheme's own. Default
 *     none. {@code *} lets every site in, and keeps the service from starting outside the profile {@code local}
 */
public record CorsSettings(@DefaultValue List<String> origins) {

    /** Every origin. */
    public static final String ANY = "*";

    public CorsSettings {
        origins = List.copyOf(origins);
    }
}
