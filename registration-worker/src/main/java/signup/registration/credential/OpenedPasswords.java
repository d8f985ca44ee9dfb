package signup.registration.credential;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Plaintexts of one batch, the newest of each user, wiped as soon as hashed and at the latest when the batch ends. */
final class OpenedPasswords implements AutoCloseable {

    private final Map<UUID, Opened> newest = new HashMap<>();

    private record Opened(Instant chosenAt, byte[] password) {}

    /** Keeps the password, unless that user's is newer; wipes the one that is not kept. */
    void add(UUID sub, Instant chosenAt, byte[] password) {
        Opened opened = new Opened(chosenAt, password);
        Opened other = newest.put(sub, opened);
        if (other == null) {
            return;
        }
        if (other.chosenAt().isAfter(chosenAt)) {
            newest.put(sub, other);
            wipe(opened);
        } else {
            wipe(other);
        }
    }

    /** Hashes them, as many at a time as the pool has threads. None is being hashed any more when this has returned. */
    List<Credentials.Hashed> hashWith(Function<byte[], String> hash, HashingPool pool) {
        return pool.all(newest.entrySet().stream()
                .map(entry -> (Supplier<Credentials.Hashed>) () -> hashed(entry.getKey(), entry.getValue(), hash))
                .toList());
    }

    private static Credentials.Hashed hashed(UUID sub, Opened opened, Function<byte[], String> hash) {
        try {
            return new Credentials.Hashed(sub, hash.apply(opened.password()), opened.chosenAt());
        } finally {
            wipe(opened);
        }
    }

    @Override
    public void close() {
        newest.values().forEach(OpenedPasswords::wipe);
    }

    private static void wipe(Opened opened) {
        Arrays.fill(opened.password(), (byte) 0);
    }
}
