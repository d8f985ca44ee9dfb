package signup.ingress.http;

import java.util.Arrays;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The {@code Prefer} header (RFC 7240). */
final class Preferences {

    static final String RESPOND_ASYNC = "respond-async";
    private static final String PREFER = "Prefer";

    private Preferences() {}

    static boolean respondAsync(ServerRequest.Headers headers) {
        return headers.header(PREFER).stream()
                .flatMap(value -> Arrays.stream(value.split("[,;]")))
                .anyMatch(preference -> preference.strip().equalsIgnoreCase(RESPOND_ASYNC));
    }
}
