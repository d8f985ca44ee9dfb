package signup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import signup.local.process.JavaCommand;

/**
 * A service's executable jar, laid out as Spring Boot recommends for production and the container images have it: a
 * thin jar beside its libraries, which starts quicker than jars within a jar. Extracted anew when the jar has
 * changed.
 */
public final class ExtractedJar {

    private static final String SOURCE = "source";
    private static final String MADE_BY = "Spring-Boot-Version";

    private ExtractedJar() {}

    /** The thin jar; a jar that is not Spring Boot's is returned as it is. */
    public static Path of(Path jar, Path folder) {
        String source = identity(jar);
        Path thin = folder.resolve(jar.getFileName());
        try {
            Path stamp = folder.resolve(SOURCE);
            if (Files.exists(stamp) && Files.readString(stamp).equals(source)) {
                return Files.exists(thin) ? thin : jar;
            }
            Archive.delete(folder);
            Files.createDirectories(folder);
            extract(jar, folder);
            Files.writeString(stamp, source);
            return Files.exists(thin) ? thin : jar;
        } catch (IOException e) {
            throw new UncheckedIOException("The jar cannot be extracted: " + jar, e);
        }
    }

    private static void extract(Path jar, Path folder) throws IOException {
        try (JarFile content = new JarFile(jar.toFile())) {
            if (content.getManifest() == null
                    || content.getManifest().getMainAttributes().getValue(MADE_BY) == null) {
                return;
            }
        }
        try {
            JavaCommand.ofJar(
                            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djarmode=tools"),
                            jar,
                            List.of("extract", "--force", "--destination", folder.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a jar was extracted", e);
        }
    }

    private static String identity(Path jar) {
        try {
            return Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no jar to start: " + jar, e);
        }
    }
}
