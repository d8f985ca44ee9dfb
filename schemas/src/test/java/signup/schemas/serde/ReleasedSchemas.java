package signup.schemas.serde;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The schemas that subscribers were promised: {@code <Record>/<version>.avsc}, each as the registry sees it, and their
 * checksums as {@code sha256sum} writes them.
 */
final class ReleasedSchemas {

    private static final String SUFFIX = ".avsc";

    private final Path folder;

    ReleasedSchemas(Path folder) {
        this.folder = folder;
    }

    /** The released versions of a record, by number. */
    TreeMap<Integer, Schema> versions(String record) {
        TreeMap<Integer, Schema> versions = new TreeMap<>();
        for (Path file : files()) {
            if (file.getParent().getFileName().toString().equals(record)) {
                String version = file.getFileName().toString().replace(SUFFIX, "");
                versions.put(Integer.valueOf(version), new Schema.Parser().parse(read(file)));
            }
        }
        return versions;
    }

    /** Writes the schema as the record's next version, unless the newest is the same. */
    void release(Schema schema) {
        TreeMap<Integer, Schema> versions = versions(schema.getName());
        String text = text(schema);
        if (versions.isEmpty() || !text.equals(text(versions.lastEntry().getValue()))) {
            int next = versions.isEmpty() ? 1 : versions.lastKey() + 1;
            write(folder.resolve(schema.getName()).resolve(next + SUFFIX), text);
        }
        StringBuilder sums = new StringBuilder();
        checksums()
                .forEach((file, sum) ->
                        sums.append(sum).append("  ").append(file).append('\n'));
        write(sumsFile(), sums.toString());
    }

    /** The checksums of the files as they are. */
    Map<String, String> checksums() {
        Map<String, String> sums = new TreeMap<>();
        for (Path file : files()) {
            sums.put(folder.relativize(file).toString().replace('\\', '/'), sha256(read(file)));
        }
        return sums;
    }

    /** The checksums of the files as they were released. */
    Map<String, String> releasedChecksums() {
        Map<String, String> sums = new TreeMap<>();
        for (String line : read(sumsFile()).lines().toList()) {
            String[] sumAndFile = line.split(" {2}", 2);
            sums.put(sumAndFile[1], sumAndFile[0]);
        }
        return sums;
    }

    private Path sumsFile() {
        return folder.resolve("SHA256SUMS");
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Schema schema) {
        return schema.toString(true) + "\n";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
