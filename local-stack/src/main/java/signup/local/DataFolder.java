package signup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signup.local.process.LogFile;
import signup.local.process.Roster;

/** What a stack keeps over restarts, and the lock that lets one stack at a time use it. */
final class DataFolder {

    /** The environment's variable that moves the folder. */
    static final String VARIABLE = "SIGNUP_DATA";

    private static final String LOCK = "lock";
    private static final String ROSTER = "processes";

    private final Path folder;
    private final FileLock lock;

    private DataFolder(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    static Path locate(@Nullable String configured, Path root) {
        return configured == null || configured.isBlank()
                ? root.resolve(".data")
                : Path.of(configured).toAbsolutePath();
    }

    /**
     * Opens the folder, making it when missing. The lock goes with this JVM.
     *
     * @throws IllegalStateException when another stack uses it
     */
    static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            FileChannel channel =
                    FileChannel.open(real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(folder);
            }
            return new DataFolder(real, lock);
        } catch (OverlappingFileLockException e) {
            throw inUse(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The data folder cannot be used: " + folder + ". Own it, or choose another one: " + VARIABLE
                            + "=<folder>",
                    e);
        }
    }

    Path path() {
        return folder;
    }

    boolean isLocked() {
        return lock.isValid();
    }

    Roster roster() {
        return new Roster(folder.resolve(ROSTER));
    }

    Path of(String component) {
        return folder.resolve(component);
    }

    Path logs() {
        return folder.resolve("logs");
    }

    /** The component's log, empty; what a former run left is beside it. */
    LogFile log(String component) {
        return LogFile.fresh(logs().resolve(component + ".log"));
    }

    /** Forgets everything. */
    void empty() {
        try (Stream<Path> content = Files.list(folder)) {
            List<Path> doomed = content.filter(
                            path -> !path.getFileName().toString().equals(LOCK))
                    .toList();
            for (Path path : doomed) {
                Archive.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data folder cannot be emptied: " + folder, e);
        }
    }

    private static IllegalStateException inUse(Path folder) {
        return new IllegalStateException("Another ./signup up uses the data folder " + folder
                + ". End it, or choose another folder: " + VARIABLE + "=<folder> (and other ports: " + Ports.VARIABLE
                + "=10000) ./signup up");
    }
}
