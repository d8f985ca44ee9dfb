package signup.ingress.dialect.selfcommunity;

import java.util.Optional;
import signup.ingress.auth.Authentication;
import signup.ingress.auth.Client;
import signup.ingress.dialect.Refusal;

/** "Only users with the admin role can register new users." */
final class AdminsOnly {

    private AdminsOnly() {}

    static Optional<Refusal> admit(Authentication authentication) {
        Optional<Client> caller = authentication.caller();
        if (caller.isEmpty()) {
            return Optional.of(new Refusal.Unauthenticated(authentication instanceof Authentication.Refused));
        }
        return caller.get().isAdmin() ? Optional.empty() : Optional.of(new Refusal.Forbidden(Client.ADMIN));
    }
}
