package signup.ingress.auth;

import java.util.Optional;

/** What is known about who calls. */
public sealed interface Authentication {

    /** No credentials of the expected kind came. */
    record Anonymous() implements Authentication {}

    /** Credentials came, and are not good. */
    record Refused() implements Authentication {}

    /** Good credentials came. */
    record Authenticated(Client client) implements Authentication {}

    Authentication ANONYMOUS = new Anonymous();
    Authentication REFUSED = new Refused();

    /** The client, when there is one. */
    default Optional<Client> caller() {
        return this instanceof Authenticated authenticated ? Optional.of(authenticated.client()) : Optional.empty();
    }
}
