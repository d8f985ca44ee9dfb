package signup.ingress.proof;

import java.time.Clock;
import javax.crypto.SecretKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import signup.ingress.settings.IngressSettings;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

@Configuration(proxyBeanMethods = false)
class ProofConfiguration {

    @Bean
    ProofsOfWork proofsOfWork(IngressSettings settings, Clock clock) {
        KeyRing<SecretKey> keys =
                KeyRing.read(settings.keys().of("challenge"), KeyRing.SECRET_SUFFIX, KeyFormats.secret("AES"));
        ProofsOfWork proofs = new ProofsOfWork(
                keys,
                settings.open().proof().difficulty(),
                settings.open().proof().lifetime(),
                clock);
        // Seeds the generator, which may not wait for the first request.
        proofs.issue();
        return proofs;
    }
}
