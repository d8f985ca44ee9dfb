package signup.schemas.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys of one purpose, each with an id. New work uses the key whose id sorts last; the others still serve what was
 * made with them. So a rotation is: put a file with a later id beside the old one, restart, remove the old file when
 * nothing made with it lives any more.
 *
 * <p>On disk a ring is a folder of files {@code <key-id><suffix>}; the suffix tells the kind:
 * {@link #SECRET_SUFFIX} (32 random bytes, Base64), {@link #PUBLIC_SUFFIX} (PEM, SubjectPublicKeyInfo),
 * {@link #PRIVATE_SUFFIX} (PEM, PKCS #8).
 *
 * @param <K> the kind of key
 */
public final class KeyRing<K> {

    public static final String SECRET_SUFFIX = ".secret";
    public static final String PUBLIC_SUFFIX = ".public.pem";
    public static final String PRIVATE_SUFFIX = ".private.pem";

    private final TreeMap<String, K> keys;

    private KeyRing(TreeMap<String, K> keys) {
        this.keys = keys;
    }

    /** Turns a key file's text into a key. */
    @FunctionalInterface
    public interface Format<K> {
        /** @throws IllegalArgumentException when the text is no such key; the message must not quote it */
        K parse(String text);
    }

    /**
     * Reads the folder's keys of that kind.
     *
     * @throws IllegalArgumentException when there is none or one cannot be read, naming the file
     */
    public static <K> KeyRing<K> read(Path folder, String suffix, Format<K> format) {
        TreeMap<String, K> keys = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + suffix)) {
                for (Path file : files) {
                    keys.put(idOf(file, suffix), parse(file, format));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The key folder " + folder + " cannot be read", e);
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("No key is in " + folder + ": put a file <key-id>" + suffix + " there");
        }
        return new KeyRing<>(keys);
    }

    /** The id of the key that new work uses. */
    public String currentId() {
        return keys.lastKey();
    }

    /** The key that new work uses. */
    public K current() {
        return keys.lastEntry().getValue();
    }

    /** The key of that id, while it is kept. */
    public Optional<K> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    private static String idOf(Path file, String suffix) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - suffix.length());
    }

    private static <K> K parse(Path file, Format<K> format) throws IOException {
        try {
            return format.parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The key file " + file + " is not a key of its kind", e);
        }
    }
}
