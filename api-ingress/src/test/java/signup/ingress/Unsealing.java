package signup.ingress;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import signup.events.SealedPassword;
import signup.schemas.password.PasswordOpener;

/** Opens sealed passwords, as the worker does. */
final class Unsealing {

    private Unsealing() {}

    static String open(SealedPassword sealed, UUID causeId, Path keys) {
        byte[] password = PasswordOpener.fromKeysIn(keys.resolve("password"))
                .open(sealed, causeId)
                .orElseThrow();
        return new String(password, StandardCharsets.UTF_8);
    }
}
