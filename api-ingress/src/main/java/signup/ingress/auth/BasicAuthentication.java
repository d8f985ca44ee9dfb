package signup.ingress.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signup.ingress.digest.Sha256;
import signup.ingress.settings.AuthSettings.BasicClient;

/**
 * HTTP Basic clients (RFC 7617) with secrets of high entropy, for which one SHA-256 is enough. Takes equally long for unknown
 * clients and wrong secrets.
 */
final class BasicAuthentication {

    private record Known(byte[] secretSha256, Client client) {}

    private final Map<String, Known> clients;
    private final Known nobody = new Known(new byte[32], new Client("", Set.of(), Set.of()));

    /** @throws IllegalArgumentException when a client has the name of those who have none */
    BasicAuthentication(Map<String, BasicClient> clients) {
        this.clients = clients.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> known(entry.getKey(), entry.getValue())));
    }

    /** Judges what follows {@code Basic} in the header. */
    Authentication authenticate(String credentials) {
        String pair = decoded(credentials);
        int colon = pair == null ? -1 : pair.indexOf(':');
        if (pair == null || colon < 0) {
            return Authentication.REFUSED;
        }
        Known known = clients.getOrDefault(pair.substring(0, colon), nobody);
        boolean same = MessageDigest.isEqual(known.secretSha256(), Sha256.of(pair.substring(colon + 1)));
        return same && known != nobody ? new Authentication.Authenticated(known.client()) : Authentication.REFUSED;
    }

    private static Known known(String id, BasicClient client) {
        if (id.equals(Client.ANONYMOUS)) {
            throw new IllegalArgumentException(
                    "signup.auth.clients." + id + ": callers without credentials have that name");
        }
        return new Known(
                HexFormat.of().parseHex(client.secretSha256().toLowerCase(Locale.ROOT)),
                new Client(id, client.permissions(), client.roles()));
    }

    private static @Nullable String decoded(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
