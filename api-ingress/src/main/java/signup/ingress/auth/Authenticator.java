package signup.ingress.auth;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import signup.schemas.tokens.KeysUnavailableException;

/** Tells who calls from the {@code Authorization} header. Never blocks; fails only with {@link KeysUnavailableException}. */
public interface Authenticator {

    /** Who sent this header, if it is of this scheme; {@link Authentication.Anonymous} when it is of another or null. */
    Mono<Authentication> authenticate(Scheme scheme, @Nullable String authorization);
}
