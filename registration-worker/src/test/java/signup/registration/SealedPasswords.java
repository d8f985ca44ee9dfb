package signup.registration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import signup.events.SealedPassword;
import signup.schemas.password.PasswordSealer;

/** Passwords, sealed as the ingress does. */
public final class SealedPasswords {

    private SealedPasswords() {}

    /** Sealed to the current key of that folder. */
    public static SealedPassword seal(Path keyFolder, String password, UUID causeId) {
        return PasswordSealer.fromKeysIn(keyFolder.resolve("password"))
                .seal(password.getBytes(StandardCharsets.UTF_8), causeId);
    }
}
