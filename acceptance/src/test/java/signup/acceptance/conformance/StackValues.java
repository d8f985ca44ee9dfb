package signup.acceptance.conformance;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import signup.acceptance.Api;
import signup.acceptance.Captcha;
import signup.acceptance.Mails;
import signup.acceptance.Proof;
import signup.acceptance.RunningStack;

/** Values that only the running stack can make. Safe for several threads. */
final class StackValues {

    private final Api api;
    private final Mails mails;
    private final IssuedCodes codes;
    private final Supplier<Api> hasty;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /**
     * @param management where operators issue codes
     * @param hasty an ingress whose challenges live for a second
     */
    StackValues(Api api, Mails mails, URI management, Supplier<Api> hasty) {
        this.api = api;
        this.mails = mails;
        this.codes = new IssuedCodes(management, () -> token("admin"));
        this.hasty = hasty;
    }

    /** How absolute URLs begin. */
    String api() {
        return api.root().toString();
    }

    /** What {@code ./signup token} prints for that role. */
    String token(String role) {
        return tokens.computeIfAbsent(role, RunningStack::token);
    }

    /** The token in the one mail to that address; waits for the mail. */
    String linkTo(String address) {
        String link = mails.theOneTo(address).link().toString();
        return link.substring(link.lastIndexOf('/') + 1);
    }

    /** A code that an operator has just issued, on these terms. */
    String code(String kind, String terms) {
        return codes.issue(kind, terms);
    }

    /** A new one with its answer. */
    Captcha captcha() {
        return Captcha.fetch(api);
    }

    /** A new one, its work done. */
    Proof proof() {
        return Proof.fresh(api);
    }

    /** One that was good a moment ago. */
    Proof expiredProof() {
        Proof proof = Proof.fresh(hasty.get());
        Awaitility.await().until(() -> Instant.now().isAfter(proof.expiry()));
        return proof;
    }
}
