package signup.local.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * What a child process printed, in a file. Past {@value #MAX_BYTES} bytes it moves to {@code <name>.1}, which is
 * overwritten, and starts anew. Safe for use by several threads.
 */
public final class LogFile {

    private static final long MAX_BYTES = 50 << 20;

    private final Path path;
    private long size;

    private LogFile(Path path) {
        this.path = path;
    }

    /** Opens the file, moving what a former run left there to {@code <name>.1}. */
    public static LogFile fresh(Path path) {
        LogFile log = new LogFile(path);
        try {
            Files.createDirectories(path.getParent());
            log.rotate();
        } catch (IOException e) {
            throw new UncheckedIOException("The log cannot be written: " + path, e);
        }
        return log;
    }

    public Path path() {
        return path;
    }

    /** Adds a line; visible in the file on return. */
    public synchronized void add(String line) {
        try {
            if (size > MAX_BYTES) {
                rotate();
            }
            try (BufferedWriter writer =
                    Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                writer.write(line);
                writer.write('\n');
            }
            size += line.length() + 1;
        } catch (IOException e) {
            throw new UncheckedIOException("The log cannot be written: " + path, e);
        }
    }

    /** The last lines of that file, whatever their encoding; empty when there is none. */
    public static String tail(Path path, int lines) {
        if (!Files.exists(path)) {
            return "";
        }
        try {
            List<String> all = Files.readAllLines(path, StandardCharsets.ISO_8859_1);
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(" + path + " cannot be read)";
        }
    }

    private void rotate() throws IOException {
        if (Files.exists(path)) {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        size = 0;
    }
}
