package signup.schemas.serde;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a schema registry is reached. Equal connections share what they have learnt.
 *
 * @param endpoints its addresses, in the order in which they are tried
 * @param ssl Kafka's ssl.* settings; empty for the JDK's own trust
 * @param connectTimeout bound for a connection to one address
 * @param readTimeout bound for one address's whole answer
 * @param missingIdTtl how long an unknown schema id is remembered as unknown
 * @param normalize whether schemas are registered and looked up in normal form
 */
record RegistryConnection(
        List<Endpoint> endpoints,
        Map<String, Object> ssl,
        Duration connectTimeout,
        Duration readTimeout,
        Duration missingIdTtl,
        boolean normalize) {

    /** The addresses, fit for a message. */
    @Override
    public String toString() {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
    }

    /** One address, and what is sent to it as {@code Authorization}. */
    record Endpoint(URI uri, @Nullable String authorization) {

        URI resolve(String path) {
            return URI.create(this + path);
        }

        /** The address without name and password. */
        @Override
        public String toString() {
            String text = uri.toString();
            return uri.getRawUserInfo() == null ? text : text.replace(uri.getRawUserInfo() + "@", "");
        }
    }
}
