package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveIT {

    @TempDir
    Path cache;

    @Test
    void twoThatUnpackAtOnceBothHaveIt() throws Exception {
        byte[] tar = tar("bin/program", "content");
        CyclicBarrier both = new CyclicBarrier(2);
        Archive.Source slow = () -> {
            meet(both);
            return new ByteArrayInputStream(tar);
        };

        CompletableFuture<Path> one = CompletableFuture.supplyAsync(() -> Archive.unpacked(cache, "program-1", slow));
        CompletableFuture<Path> other = CompletableFuture.supplyAsync(() -> Archive.unpacked(cache, "program-1", slow));

        assertThat(one.get()).isEqualTo(other.get()).isEqualTo(cache.resolve("program-1"));
        assertThat(one.get().resolve("bin/program")).hasContent("content");
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).hasSize(1);
        }
    }

    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private static byte[] tar(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(content.length());
            tar.putArchiveEntry(entry);
            tar.write(content.getBytes());
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
