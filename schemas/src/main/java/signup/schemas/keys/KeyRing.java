package signup.schemas.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys of one purpose, each with an id. New work uses the key that the file {@value #CURRENT} names, or where there is
 * none the key whose id sorts last; the others still serve what was made with them. So a rotation is: put the new key
 * beside the old one everywhere, with {@value #CURRENT} naming the old one; then have it name the new one; then remove the
 * old key when nothing made with it lives any more. Between the first two steps instances may restart one by one: all of
 * them know both keys.
 *
 * <p>On disk a ring is a folder of files {@code <key-id><suffix>}; the suffix tells the kind:
 * {@link #SECRET_SUFFIX} (32 random bytes, Base64), {@link #PUBLIC_SUFFIX} (PEM, SubjectPublicKeyInfo),
 * {@link #PRIVATE_SUFFIX} (PEM, PKCS #8). The file {@value #CURRENT} holds an id and nothing else.
 *
 * @param <K> the kind of key
 */
public final class KeyRing<K> {

    public static final String SECRET_SUFFIX = ".secret";
    public static final String PUBLIC_SUFFIX = ".public.pem";
    public static final String PRIVATE_SUFFIX = ".private.pem";

    /** The name of the file that names the key for new work. */
    public static final String CURRENT = "current";

    private final TreeMap<String, K> keys;
    private final String currentId;

    private KeyRing(TreeMap<String, K> keys, String currentId) {
        this.keys = keys;
        this.currentId = currentId;
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
     * @throws IllegalArgumentException when there is none, one cannot be read, or the one that is named as current is not
     *     there; naming the file
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
        String currentId = current(folder).orElse(keys.lastKey());
        if (!keys.containsKey(currentId)) {
            throw new IllegalArgumentException(
                    "The file " + folder.resolve(CURRENT) + " names a key that is not there: " + currentId + suffix);
        }
        return new KeyRing<>(keys, currentId);
    }

    /** The id in the folder's file {@value #CURRENT}; empty when there is no such file. */
    public static Optional<String> current(Path folder) {
        Path file = folder.resolve(CURRENT);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + file + " cannot be read", e);
        }
    }

    /** The id of the key that new work uses. */
    public String currentId() {
        return currentId;
    }

    /** The key that new work uses. */
    public K current() {
        return keys.get(currentId);
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
