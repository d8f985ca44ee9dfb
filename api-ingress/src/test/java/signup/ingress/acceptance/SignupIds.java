package signup.ingress.acceptance;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** The ids of signups that other features' tests ask for under a key. */
public final class SignupIds {

    private SignupIds() {}

    /** As an ingress derives it that has these keys for requests. */
    public static UUID under(Path requestKeys, String client, String dialect, String key) {
        return new RequestKeys(KeyRing.read(requestKeys, KeyRing.SECRET_SUFFIX, KeyFormats.secret("HmacSHA256")))
                .signupId(client, dialect, IdempotencyKey.parse(List.of(key)).orElseThrow());
    }
}
