package signup.ingress.auth;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Sends each header to who understands it. */
final class HeaderAuthenticator implements Authenticator {

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final BearerAuthentication bearer;
    private final BasicAuthentication basic;

    HeaderAuthenticator(BearerAuthentication bearer, BasicAuthentication basic) {
        this.bearer = bearer;
        this.basic = basic;
    }

    @Override
    public Mono<Authentication> authenticate(Scheme scheme, @Nullable String authorization) {
        if (authorization == null || scheme == Scheme.NONE) {
            return Mono.just(Authentication.ANONYMOUS);
        }
        if (scheme != Scheme.BASIC && startsWith(authorization, BEARER)) {
            return bearer.authenticate(authorization.substring(BEARER.length()).strip());
        }
        if (scheme != Scheme.BEARER && startsWith(authorization, BASIC)) {
            return Mono.just(basic.authenticate(authorization.substring(BASIC.length())));
        }
        return Mono.just(Authentication.ANONYMOUS);
    }

    /** Scheme names are case-insensitive (RFC 9110). */
    private static boolean startsWith(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
