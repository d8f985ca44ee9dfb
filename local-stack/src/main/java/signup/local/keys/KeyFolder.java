package signup.local.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import signup.schemas.keys.KeyRing;

/**
 * A folder of keys as the services read it ({@code signup.keys.folder}). Files come into being whole and readable by
 * their owner only; a key pair's private half comes first, so that nobody seals what nobody opens.
 */
public final class KeyFolder {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int SECRET_BYTES = 32;

    private final Path folder;

    public KeyFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Sees that there is a whole key for every purpose; what is there is never touched. Half a pair, as a kill leaves it,
     * is no key: another is made, whose id sorts behind.
     */
    public void provide(String firstId) {
        for (Purpose purpose : Purpose.values()) {
            TreeSet<String> ids = ids(purpose);
            if (ids.stream().noneMatch(id -> isWhole(purpose, id))) {
                make(purpose, ids.isEmpty() ? firstId : ids.last() + ".2");
            }
        }
    }

    private boolean isWhole(Purpose purpose, String id) {
        return purpose.suffixes().stream()
                .allMatch(suffix -> Files.exists(of(purpose).resolve(id + suffix)));
    }

    /**
     * Makes a key.
     *
     * @throws IllegalArgumentException when the id is none or is taken
     */
    public void make(Purpose purpose, String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "\"" + id + "\" is no key id: it has letters, digits, dots, dashes and underscores, at most 64");
        }
        if (ids(purpose).contains(id)) {
            throw new IllegalArgumentException("There is a key " + id + " in " + of(purpose) + " already");
        }
        if (purpose.algorithm() == null) {
            byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            write(purpose, id + KeyRing.SECRET_SUFFIX, Base64.getEncoder().encodeToString(secret) + "\n");
        } else {
            KeyPair pair = generate(purpose.algorithm());
            write(
                    purpose,
                    id + KeyRing.PRIVATE_SUFFIX,
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            write(
                    purpose,
                    id + KeyRing.PUBLIC_SUFFIX,
                    pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        }
    }

    /** The ids of the purpose's keys, whichever of their files are here, in order. */
    public TreeSet<String> ids(Purpose purpose) {
        TreeSet<String> ids = new TreeSet<>();
        Path keys = of(purpose);
        if (Files.isDirectory(keys)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(keys)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    purpose.suffixes().stream()
                            .filter(suffix ->
                                    name.endsWith(suffix) && ID.matcher(name).matches())
                            .forEach(suffix -> ids.add(name.substring(0, name.length() - suffix.length())));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The key folder " + keys + " cannot be read", e);
            }
        }
        return ids;
    }

    /** The id of the key that new work uses; empty when there is no key. */
    public Optional<String> current(Purpose purpose) {
        TreeSet<String> ids = ids(purpose);
        return ids.isEmpty()
                ? Optional.empty()
                : Optional.of(KeyRing.current(of(purpose)).orElse(ids.last()));
    }

    /**
     * Has new work use that key.
     *
     * @throws IllegalArgumentException when there is no such key
     */
    public void use(Purpose purpose, String id) {
        if (!ids(purpose).contains(id)) {
            throw new IllegalArgumentException("There is no key " + id + " in " + of(purpose));
        }
        write(purpose, KeyRing.CURRENT, id + "\n");
    }

    /** Where the purpose's keys are. */
    public Path of(Purpose purpose) {
        return folder.resolve(purpose.folder());
    }

    private void write(Purpose purpose, String name, String text) {
        Path file = of(purpose).resolve(name);
        Path unfinished = of(purpose).resolve("." + name + ".unfinished");
        try {
            if (!Files.isDirectory(of(purpose))) {
                Files.createDirectories(of(purpose));
                Files.setPosixFilePermissions(of(purpose), PosixFilePermissions.fromString("rwx------"));
            }
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            if (!name.equals(KeyRing.CURRENT) && Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file cannot be written: " + file, e);
        }
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
}
