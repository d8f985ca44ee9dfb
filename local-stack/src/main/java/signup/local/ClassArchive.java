package signup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A program's classes as its JVM has them in memory (application class-data sharing). A start without one writes it
 * when it ends in order; later starts map it and are twice as quick. It is good for one Java, one set of options and
 * the very jars it was made with, of which its name is a digest; another makes another.
 */
final class ClassArchive {

    private static final String SUFFIX = ".jsa";
    private static final String UNFINISHED = ".new";
    private static final int DIGEST_CHARACTERS = 16;

    private final Path folder;
    private final String name;
    private final Path file;
    private final boolean possible;

    private ClassArchive(Path folder, String name, Path file, boolean possible) {
        this.folder = folder;
        this.name = name;
        this.file = file;
        this.possible = possible;
    }

    /** The archive of that program; a class path with a folder of classes has none, nor has a JVM with a Java agent. */
    static ClassArchive of(Path folder, String name, List<String> javaOptions, List<Path> classPath) {
        boolean possible = classPath.stream().allMatch(Files::isRegularFile)
                && javaOptions.stream().noneMatch(option -> option.startsWith("-javaagent:"));
        Path file = folder.resolve(name + "-" + (possible ? digest(javaOptions, classPath) : "none") + SUFFIX);
        return new ClassArchive(folder, name, file, possible);
    }

    /** What tells the JVM to use it, when it is there. */
    List<String> readOptions() {
        return possible && Files.exists(file) ? options() : List.of();
    }

    /** What tells the JVM to use it, or to write it. */
    List<String> options() {
        if (!possible) {
            return List.of();
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("There is no folder for class archives: " + folder, e);
        }
        String archive =
                Files.exists(file) ? "-XX:SharedArchiveFile=" + file : "-XX:ArchiveClassesAtExit=" + unfinished();
        return List.of(archive, "-Xlog:cds*=off");
    }

    /** The program has ended in order: what it wrote is whole, and replaces what former jars had. */
    void keep() {
        if (!Files.exists(unfinished())) {
            return;
        }
        try (DirectoryStream<Path> former = Files.newDirectoryStream(folder, name + "-*" + SUFFIX)) {
            for (Path archive : former) {
                Files.delete(archive);
            }
            Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The class archive cannot be kept: " + file, e);
        }
    }

    private Path unfinished() {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    private static String digest(List<String> javaOptions, List<Path> classPath) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(System.getProperty("java.vm.version").getBytes(StandardCharsets.UTF_8));
            digest.update(String.join(" ", javaOptions).getBytes(StandardCharsets.UTF_8));
            for (Path jar : classPath) {
                digest.update((jar + " " + Files.size(jar) + " "
                                + Files.getLastModifiedTime(jar).toMillis() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST_CHARACTERS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
