package signup.ingress.password;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import signup.events.SealedPassword;
import signup.schemas.password.PasswordSealer;

/**
 * A password in plain, between its reading and its sealing. It is printed nowhere; its bytes live only while it is sealed. The
 * text that it was read from cannot be wiped, and dies with the request.
 */
public final class Password {

    private final String plain;

    private Password(String plain) {
        this.plain = plain;
    }

    public static Password of(String plain) {
        return new Password(plain);
    }

    /** Sealed for this signup or activation and no other. */
    public SealedPassword sealedWith(PasswordSealer sealer, UUID causeId) {
        return sealer.seal(plain.getBytes(StandardCharsets.UTF_8), causeId);
    }

    @Override
    public String toString() {
        return "***";
    }
}
