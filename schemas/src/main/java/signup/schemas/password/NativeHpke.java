package signup.schemas.password;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.conscrypt.Conscrypt;
import org.conscrypt.HpkeContextRecipient;
import org.conscrypt.HpkeContextSender;
import org.conscrypt.HpkeSuite;

/** BoringSSL's, through Conscrypt, which bundles it for the usual platforms: it takes a third of the time of Java's. */
final class NativeHpke implements Hpke {

    private static final String SUITE = new HpkeSuite(
                    HpkeSuite.KEM_DHKEM_X25519_HKDF_SHA256, HpkeSuite.KDF_HKDF_SHA256, HpkeSuite.AEAD_AES_256_GCM)
            .name();

    private final Provider conscrypt;

    /**
     * Loads the library.
     *
     * @throws LinkageError where it cannot be loaded
     */
    NativeHpke() {
        Conscrypt.checkAvailability();
        conscrypt = Conscrypt.newProvider();
        // At start, since a recipient could not tell it from a message that cannot be opened.
        if (conscrypt.getService("ConscryptHpke", SUITE) == null) {
            throw new IllegalStateException("Conscrypt has no " + SUITE);
        }
    }

    @Override
    public Sender to(PublicKey recipient) {
        PublicKey key = translated(factory -> factory.generatePublic(new X509EncodedKeySpec(recipient.getEncoded())));
        return (plaintext, associatedData) -> {
            try {
                HpkeContextSender context = HpkeContextSender.getInstance(SUITE, conscrypt);
                context.init(key, SealedPasswordFormat.info());
                return new Sealed(context.getEncapsulated(), context.seal(plaintext, associatedData));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HPKE cannot seal", e);
            }
        };
    }

    @Override
    public Recipient of(PrivateKey recipient) {
        PrivateKey key =
                translated(factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(recipient.getEncoded())));
        return (message, associatedData) -> {
            HpkeContextRecipient context = HpkeContextRecipient.getInstance(SUITE, conscrypt);
            context.init(message.encapsulatedKey(), key, SealedPasswordFormat.info());
            return context.open(message.ciphertext(), associatedData);
        };
    }

    @Override
    public String implementation() {
        return "native";
    }

    private interface Translation<K extends Key> {
        K with(KeyFactory factory) throws GeneralSecurityException;
    }

    private <K extends Key> K translated(Translation<K> translation) {
        try {
            return translation.with(KeyFactory.getInstance("X25519", conscrypt));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not a key of X25519", e);
        }
    }
}
