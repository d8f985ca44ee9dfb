package signup.registration.credential;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import signup.registration.RegistrationSettings;

/** Which hasher this platform has. */
final class PasswordHashers {

    private static final Logger log = LoggerFactory.getLogger(PasswordHashers.class);

    private PasswordHashers() {}

    /** The native one; Java's where the native library cannot be loaded. */
    static PasswordHasher forThisPlatform(RegistrationSettings.Credential.Argon2 parameters) {
        try {
            PasswordHasher hasher = new NativePasswordHasher(parameters);
            hasher.hash(new byte[] {'p', 'r', 'o', 'b', 'e'});
            return hasher;
        } catch (LinkageError e) {
            log.warn("No native Argon2 on this platform; the one in Java takes twice as long: {}", e.getMessage());
            return new JavaPasswordHasher(parameters);
        }
    }
}
