package signup.local.mailbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Mails on disk, one file each, named by when they came: {@code <microseconds since the epoch>.eml}. What
 * {@link #add} has returned for is there after a restart. Safe for use by several threads.
 */
final class MailFolder {

    private static final String SUFFIX = ".eml";
    private static final Pattern ID = Pattern.compile("[0-9]{16}");

    private final Path folder;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    MailFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The mailbox's folder cannot be made: " + folder, e);
        }
    }

    /** Keeps the mail and returns its id, which is greater than all before. */
    String add(byte[] raw) throws IOException {
        Instant now = clock.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        String id = "%016d".formatted(last.updateAndGet(before -> Math.max(before + 1, micros)));
        Path part = folder.resolve(id + ".part");
        Files.write(part, raw);
        Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE);
        return id;
    }

    /** The ids of all mails, oldest first. */
    List<String> ids() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(id -> ID.matcher(id).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The mailbox cannot be read: " + folder, e);
        }
    }

    /** The mail of that id, while it is kept. */
    Optional<ReceivedMail> find(String id) {
        return raw(id).map(raw -> ReceivedMail.parse(id, receivedAt(id), raw));
    }

    /** The mail of that id as it came. */
    Optional<byte[]> raw(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readAllBytes(file(id)));
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The mail cannot be read: " + id, e);
        }
    }

    /** Deletes the mail of that id; nothing happens when there is none. */
    void delete(String id) {
        if (!ID.matcher(id).matches()) {
            return;
        }
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            throw new UncheckedIOException("The mail cannot be deleted: " + id, e);
        }
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }

    private static Instant receivedAt(String id) {
        long micros = Long.parseLong(id);
        return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }
}
