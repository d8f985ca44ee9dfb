package signup.registration.credential;

import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import signup.registration.RegistrationSettings;

/** BouncyCastle's Argon2id, for platforms without the native library. */
final class JavaPasswordHasher implements PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final SecureRandom random = new SecureRandom();
    private final int kibibytes;
    private final int iterations;
    private final int parallelism;

    JavaPasswordHasher(RegistrationSettings.Credential.Argon2 parameters) {
        this.kibibytes = Math.toIntExact(parameters.memory().toKilobytes());
        this.iterations = parameters.iterations();
        this.parallelism = parameters.parallelism();
    }

    @Override
    public String hash(byte[] password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(kibibytes)
                .withIterations(iterations)
                .withParallelism(parallelism)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password, hash);
        return "$argon2id$v=19$m=" + kibibytes + ",t=" + iterations + ",p=" + parallelism + "$"
                + BASE64.encodeToString(salt) + "$" + BASE64.encodeToString(hash);
    }

    @Override
    public String implementation() {
        return "java";
    }
}
