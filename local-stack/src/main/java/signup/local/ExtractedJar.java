package signup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import signup.local.process.JavaCommand;

/**
 * A service's executable jar, laid out as Spring Boot recommends for production and the container images have it: a
 * thin jar beside its libraries, which starts quicker than jars within a jar. Extracted anew when the jar has
 * changed, into a folder of its own: another stack may run what the former jar held. The former ones go when no JVM
 * uses them. Safe for use by several JVMs.
 */
public final class ExtractedJar {

    private static final String MADE_BY = "Spring-Boot-Version";

    /** Each JVM that runs what is in a folder has locked this file there, shared with others, until it ends. */
    private static final String IN_USE = "in-use";

    private static final Map<Path, FileLock> USED = new ConcurrentHashMap<>();

    private ExtractedJar() {}

    /** The thin jar; a jar that is not Spring Boot's is returned as it is. */
    public static synchronized Path of(Path jar, Path folder) {
        Path extracted = folder.resolve(identity(jar));
        Path thin = extracted.resolve(jar.getFileName());
        try {
            if (!isSpringBoots(jar)) {
                return jar;
            }
            if (!Files.exists(thin)) {
                Files.createDirectories(folder);
                extract(jar, extracted);
            }
            if (!USED.containsKey(extracted)) {
                USED.put(extracted, open(extracted).lock(0, Long.MAX_VALUE, true));
            }
            removeUnused(folder, extracted);
            return thin;
        } catch (IOException e) {
            throw new UncheckedIOException("The jar cannot be extracted: " + jar, e);
        }
    }

    private static boolean isSpringBoots(Path jar) throws IOException {
        try (JarFile content = new JarFile(jar.toFile())) {
            return content.getManifest() != null
                    && content.getManifest().getMainAttributes().getValue(MADE_BY) != null;
        }
    }

    /** Beside, and moved when it is whole; who comes second has it from the first. */
    private static void extract(Path jar, Path extracted) throws IOException {
        Path unfinished = Files.createTempDirectory(extracted.getParent(), ".unfinished.");
        try {
            run(jar, unfinished);
            Files.move(unfinished, extracted, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(extracted)) {
                throw e;
            }
        } finally {
            Archive.delete(unfinished);
        }
    }

    private static void run(Path jar, Path folder) throws IOException {
        try {
            Process tool = JavaCommand.ofJar(
                            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djarmode=tools"),
                            jar,
                            List.of("extract", "--force", "--destination", folder.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (tool.waitFor() != 0) {
                throw new IOException("Spring Boot's tool has ended with " + tool.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a jar was extracted", e);
        }
    }

    private static void removeUnused(Path folder, Path kept) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*-*")) {
            for (Path other : all) {
                if (!other.equals(kept) && Files.exists(other.resolve(IN_USE)) && !isUsed(other)) {
                    Archive.delete(other);
                }
            }
        }
    }

    private static boolean isUsed(Path extracted) throws IOException {
        if (USED.containsKey(extracted)) {
            return true;
        }
        try (FileChannel file = open(extracted);
                FileLock exclusive = file.tryLock()) {
            return exclusive == null;
        } catch (OverlappingFileLockException ofThisJvm) {
            return true;
        }
    }

    private static FileChannel open(Path extracted) throws IOException {
        return FileChannel.open(
                extracted.resolve(IN_USE),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** By content: reproducible jars have one and the same time, and may happen to have one size. */
    private static String identity(Path jar) {
        try (JarFile content = new JarFile(jar.toFile())) {
            CRC32 sums = new CRC32();
            content.stream()
                    .map(entry -> entry.getName() + " " + entry.getCrc() + "\n")
                    .forEach(entry -> sums.update(entry.getBytes(StandardCharsets.UTF_8)));
            return Files.size(jar) + "-" + Long.toHexString(sums.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException("There is no jar to start: " + jar, e);
        }
    }
}
