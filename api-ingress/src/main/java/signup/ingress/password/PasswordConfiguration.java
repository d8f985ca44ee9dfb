package signup.ingress.password;

import java.io.IOException;
import java.security.PublicKey;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.ingress.settings.IngressSettings;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

/** Wires the sealing of passwords. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    @Bean
    PasswordSealer passwordSealer(IngressSettings settings) {
        KeyRing<PublicKey> keys =
                KeyRing.read(settings.keys().of("password"), KeyRing.PUBLIC_SUFFIX, KeyFormats.publicKey("X25519"));
        return new HpkePasswordSealer(keys.currentId(), recipient(keys.current()));
    }

    private static AsymmetricKeyParameter recipient(PublicKey key) {
        try {
            return PublicKeyFactory.createKey(key.getEncoded());
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a public key of X25519", e);
        }
    }
}
