package signup.registration.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import signup.registration.model.Decision.Created;
import signup.registration.model.Outcome;
import signup.registration.model.Outcome.Announced;
import signup.registration.model.Outcome.Conflict;
import signup.registration.model.Purpose;

/** What a replay has met and done. For one thread. */
final class ReplayReport {

    private static final int LISTED = 20;

    private long read;
    private long created;
    private long rejected;
    private long found;
    private long keptRejected;
    private long conflicts;
    private long undecodable;
    private long withheldMails;
    private final @Nullable Instant from;
    private final Set<Integer> unread;
    private final Map<Integer, Long> reached = new TreeMap<>();
    private final List<String> undecodableAt = new ArrayList<>();
    private final Map<String, Long> published = new TreeMap<>();

    /**
     * @param from from when on it replays; null for the beginning
     * @param partitions those that hold anything to replay
     */
    ReplayReport(@Nullable Instant from, Set<Integer> partitions) {
        this.from = from;
        this.unread = new HashSet<>(partitions);
    }

    /** @param anew whether this replay took the decision */
    void count(Outcome outcome, boolean anew) {
        if (outcome instanceof Conflict) {
            conflicts++;
        } else if (!anew) {
            found++;
        } else if (outcome instanceof Announced announced && announced.decided().decision() instanceof Created user) {
            created++;
            if (user.user().profile().mail().purpose() != Purpose.NONE) {
                withheldMails++;
            }
        } else {
            rejected++;
        }
    }

    void keptRejected(long signups) {
        keptRejected = signups;
    }

    void read(List<? extends ConsumerRecord<?, ?>> records) {
        read += records.size();
        records.forEach(record -> {
            unread.remove(record.partition());
            reached.merge(record.partition(), record.timestamp(), Math::max);
        });
    }

    /**
     * From when on it is not certain that all has been done; null for the beginning. Kafka hands out what it has fetched of
     * one partition before it hands out another's: until each has been read, that is where the replay began.
     */
    @Nullable
    Instant doneUpTo() {
        return unread.isEmpty()
                ? reached.values().stream()
                        .min(Long::compare)
                        .map(Instant::ofEpochMilli)
                        .orElse(from)
                : from;
    }

    void undecodable(ConsumerRecord<?, ?> record) {
        undecodable++;
        if (undecodableAt.size() < LISTED) {
            undecodableAt.add(record.topic() + "-" + record.partition() + "@" + record.offset());
        }
    }

    void published(List<ProducerRecord<byte[], byte[]>> records) {
        records.forEach(record -> published.merge(record.topic(), 1L, Long::sum));
    }

    long read() {
        return read;
    }

    long created() {
        return created;
    }

    long rejected() {
        return rejected;
    }

    /** Those that were decided before, the {@linkplain #keptRejected() kept} apart. */
    long found() {
        return found - keptRejected;
    }

    long keptRejected() {
        return keptRejected;
    }

    long conflicts() {
        return conflicts;
    }

    long undecodable() {
        return undecodable;
    }

    Map<String, Long> published() {
        return Map.copyOf(published);
    }

    /** The counts that matter while it runs, and from when on to go on if it were killed now. */
    String progress() {
        Instant done = doneUpTo();
        return "created %,d, rejected %,d, found %,d".formatted(created, rejected, found())
                + (done == null ? "" : ", done up to " + done);
    }

    String text(Scope scope, Duration elapsed) {
        List<String> lines = new ArrayList<>();
        lines.add((scope.dryRun() ? "Dry run" : "Replay " + scope.id()) + ", " + scope.bounds() + ":");
        line(lines, "read", read, "records");
        line(lines, "created", created, scope.dryRun() ? "users would be" : "users, newly");
        line(lines, "rejected", rejected, scope.dryRun() ? "signups would be" : "signups, newly");
        line(lines, "found", found(), "signups that were decided already");
        line(
                lines,
                "kept",
                keptRejected,
                "signups that " + "signup.rejected" + " says were refused: refused again, silently");
        line(lines, "conflicts", conflicts, "other bodies under a used signup id: no signups of their own");
        line(lines, "undecodable", undecodable, undecodable == 0 ? "records" : "records: " + at());
        if (withheldMails > 0) {
            line(
                    lines,
                    "withheld",
                    withheldMails,
                    "mails that new users are owed: replays mail nobody, unless the notification worker has"
                            + " signup.mail.send-replayed=true");
        }
        published.forEach((topic, records) -> line(lines, "published", records, "to " + topic));
        if (published.isEmpty()) {
            line(lines, "published", 0, "events");
        }
        lines.add("  in %.1f s, %,.0f/s"
                .formatted(elapsed.toMillis() / 1e3, read * 1e3 / Math.max(1, elapsed.toMillis())));
        return String.join(System.lineSeparator(), lines);
    }

    private String at() {
        return String.join(", ", undecodableAt) + (undecodable > undecodableAt.size() ? ", ..." : "");
    }

    private static void line(List<String> lines, String name, long count, String what) {
        lines.add("  %-12s %,12d %s".formatted(name, count, what));
    }
}
