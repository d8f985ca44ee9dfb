package signup.registration.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import signup.schemas.Headers;
import signup.schemas.Topics;

/** Dead letters among what goes out. */
final class DeadLetters {

    private static final String OURS = "dead-letter-";

    private DeadLetters() {}

    /**
     * The same records, but of the largest dead letter that still has its value only what we say of it: cause and place.
     *
     * @return empty when no dead letter has a value
     */
    static Optional<List<ProducerRecord<byte[], byte[]>>> withoutLargest(
            List<ProducerRecord<byte[], byte[]>> outgoing) {
        return outgoing.stream()
                .filter(record -> record.topic().endsWith(Topics.DEAD_LETTER_SUFFIX) && record.value() != null)
                .max(Comparator.comparingInt(record -> record.value().length))
                .map(largest -> {
                    List<ProducerRecord<byte[], byte[]>> rest = new ArrayList<>(outgoing);
                    rest.set(outgoing.indexOf(largest), emptied(largest));
                    return rest;
                });
    }

    private static ProducerRecord<byte[], byte[]> emptied(ProducerRecord<byte[], byte[]> letter) {
        ProducerRecord<byte[], byte[]> emptied = new ProducerRecord<>(letter.topic(), (byte[]) null);
        StreamSupport.stream(letter.headers().spliterator(), false)
                .filter(header -> header.key().startsWith(OURS))
                .forEach(emptied.headers()::add);
        emptied.headers().add(DeadLetterCause.OMITTED_BYTES, Headers.bytes(String.valueOf(letter.value().length)));
        return emptied;
    }
}
