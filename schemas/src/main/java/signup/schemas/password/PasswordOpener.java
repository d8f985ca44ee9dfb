package signup.schemas.password;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import signup.events.SealedPassword;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** Opens what was sealed, with whichever of the private keys it was sealed to. Safe for many threads. */
public final class PasswordOpener {

    private final KeyRing<Hpke.Recipient> keys;

    private PasswordOpener(KeyRing<Hpke.Recipient> keys) {
        this.keys = keys;
    }

    /**
     * Opens with the private keys in that folder.
     *
     * @throws IllegalArgumentException as {@link KeyRing#read} does
     */
    public static PasswordOpener fromKeysIn(Path folder) {
        return fromKeysIn(folder, Hpke.forThisPlatform());
    }

    static PasswordOpener fromKeysIn(Path folder, Hpke hpke) {
        return new PasswordOpener(KeyRing.read(
                folder,
                KeyRing.PRIVATE_SUFFIX,
                text -> hpke.of(KeyFormats.privateKey("X25519").parse(text))));
    }

    /**
     * The password in UTF-8; the caller wipes it. Empty when it cannot be opened and never will be: its key is not kept,
     * it belongs to another cause, or it was tampered with.
     *
     * @param causeId the signup or activation that brought it
     */
    public Optional<byte[]> open(SealedPassword sealed, UUID causeId) {
        return keys.find(sealed.getKeyId()).flatMap(key -> open(sealed, causeId, key));
    }

    private static Optional<byte[]> open(SealedPassword sealed, UUID causeId, Hpke.Recipient key) {
        try {
            return Optional.of(unpadAndWipe(key.open(
                    new Hpke.Sealed(Utils.toArray(sealed.getEncapsulatedKey()), Utils.toArray(sealed.getCiphertext())),
                    SealedPasswordFormat.associatedData(causeId))));
        } catch (GeneralSecurityException | RuntimeException unopenable) {
            return Optional.empty();
        }
    }

    /** The password without its padding; of {@code padded} nothing is left, even if it was not padded. */
    static byte[] unpadAndWipe(byte[] padded) {
        try {
            return SealedPasswordFormat.unpad(padded);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }
}
