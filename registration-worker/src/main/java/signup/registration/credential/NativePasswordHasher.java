package signup.registration.credential;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import signup.registration.RegistrationSettings;

/** libargon2, bundled for the usual platforms: twice as fast as Java. */
final class NativePasswordHasher implements PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2 argon2 = Argon2Factory.create(Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);
    private final int kibibytes;
    private final int iterations;
    private final int parallelism;

    NativePasswordHasher(RegistrationSettings.Credential.Argon2 parameters) {
        this.kibibytes = Math.toIntExact(parameters.memory().toKilobytes());
        this.iterations = parameters.iterations();
        this.parallelism = parameters.parallelism();
    }

    @Override
    public String hash(byte[] password) {
        return argon2.hash(iterations, kibibytes, parallelism, password);
    }

    @Override
    public String implementation() {
        return "native";
    }
}
