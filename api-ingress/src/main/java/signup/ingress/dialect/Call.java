package signup.ingress.dialect;

import signup.ingress.auth.Authentication;
import tools.jackson.databind.node.ObjectNode;

/**
 * A signup request as a dialect reads it.
 *
 * @param authentication who calls; already admitted
 * @param languages what the caller reads
 * @param body the JSON object of the body; of duplicate keys the last
 */
public record Call(Authentication authentication, AcceptedLanguages languages, ObjectNode body) {

    @Override
    public String toString() {
        return "Call[" + authentication + "]";
    }
}
