package signup.schemas.serde;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Remembers for ever what was loaded once. Threads that miss the same key at the same time share one loading and its
 * failure; a failure is not remembered.
 */
final class SingleFlightCache<K, V> {

    private final ConcurrentMap<K, V> values = new ConcurrentHashMap<>();
    private final ConcurrentMap<K, CompletableFuture<V>> flights = new ConcurrentHashMap<>();

    /** Loads a value, or throws. */
    @FunctionalInterface
    interface Loader<V, E extends Exception> {
        V load() throws E;
    }

    <E extends Exception> V get(K key, Loader<V, E> loader) throws E {
        V known = values.get(key);
        return known != null ? known : loadOnce(key, loader);
    }

    void put(K key, V value) {
        values.put(key, value);
    }

    private <E extends Exception> V loadOnce(K key, Loader<V, E> loader) throws E {
        while (true) {
            CompletableFuture<V> mine = new CompletableFuture<>();
            CompletableFuture<V> flight = flights.putIfAbsent(key, mine);
            if (flight == null) {
                return load(key, loader, mine);
            }
            try {
                return flight.join();
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof InterruptException)) {
                    throw SingleFlightCache.<E>asThrown(e.getCause());
                }
                // The loading thread was interrupted, this one was not: try again.
            }
        }
    }

    private <E extends Exception> V load(K key, Loader<V, E> loader, CompletableFuture<V> flight) throws E {
        try {
            V loaded = values.get(key);
            if (loaded == null) {
                loaded = loader.load();
                values.put(key, loaded);
            }
            flight.complete(loaded);
            return loaded;
        } catch (Throwable e) {
            flight.completeExceptionally(e);
            throw e;
        } finally {
            flights.remove(key, flight);
        }
    }

    /** A loader of one key throws the same kinds of exception in every thread. */
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E asThrown(Throwable failure) throws E {
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        return (E) failure;
    }
}
