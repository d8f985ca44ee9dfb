package signup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import signup.schemas.keys.KeyRing;

/**
 * Makes the key folders of a local installation: for each purpose that has none yet, one key. What is there is never
 * touched, so that links and sealed passwords stay good over restarts.
 */
public final class Keys {

    private static final String FIRST_ID = "local-1";
    private static final int SECRET_BYTES = 32;

    private final Path folder;

    private Keys(Path folder) {
        this.folder = folder;
    }

    /** Sees that the folder has a key for every purpose, readable by its owner only. */
    public static void provide(Path folder) {
        Keys keys = new Keys(folder);
        keys.pair("password", "X25519");
        keys.pair("link", "EC");
        keys.secret("challenge");
        keys.secret("request");
    }

    private void pair(String purpose, String algorithm) {
        Path privateKey = file(purpose, KeyRing.PRIVATE_SUFFIX);
        if (Files.exists(privateKey)) {
            return;
        }
        KeyPair pair = generate(algorithm);
        write(
                file(purpose, KeyRing.PUBLIC_SUFFIX),
                pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        write(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private void secret(String purpose) {
        Path file = file(purpose, KeyRing.SECRET_SUFFIX);
        if (Files.exists(file)) {
            return;
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        write(file, Base64.getEncoder().encodeToString(secret) + "\n");
    }

    private Path file(String purpose, String suffix) {
        return folder.resolve(purpose).resolve(FIRST_ID + suffix);
    }

    private static KeyPair generate(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java makes no keys of " + algorithm, e);
        }
    }

    private static String pem(String label, byte[] encoded) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(encoded);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, text, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException("The key cannot be written: " + file, e);
        }
    }
}
