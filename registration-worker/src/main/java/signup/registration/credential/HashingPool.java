package signup.registration.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads that hash, shared by the consumers of this instance: while one of them stores and commits, another's batch
 * has all threads, and a single one with a backlog has them too. There are never more hashes at a time, each with its
 * memory, than threads. What waits for them is bounded by the batches of the consumers, each of which waits for its own.
 */
final class HashingPool implements AutoCloseable {

    private final ExecutorService threads;

    HashingPool(int size) {
        AtomicInteger made = new AtomicInteger();
        threads = Executors.newFixedThreadPool(size, task -> {
            Thread thread = new Thread(task, "hashing-" + made.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs all tasks and returns what they give, in their order. Never leaves one behind: also when one fails, or the
     * caller is interrupted, this returns when the last has ended, so that what they work on can be wiped. An interrupt
     * stays set.
     *
     * @throws RuntimeException what a task threw, or an {@code Error}; of several the first in order
     */
    <T> List<T> all(List<Supplier<T>> tasks) {
        List<CompletableFuture<T>> begun = new ArrayList<>(tasks.size());
        try {
            tasks.forEach(task -> begun.add(CompletableFuture.supplyAsync(task, threads)));
        } finally {
            CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new))
                    .exceptionally(failure -> null)
                    .join();
        }
        return begun.stream().map(HashingPool::resultOf).toList();
    }

    private static <T> T resultOf(CompletableFuture<T> ended) {
        try {
            return ended.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Takes no further tasks. Those that wait are still run: somebody waits for them. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
