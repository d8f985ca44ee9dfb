package signup.registration.kafka;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a role does with the events of its topic.
 *
 * @param <E> the kind of event
 */
@FunctionalInterface
public interface BatchHandler<E extends SpecificRecord> {

    /**
     * Acts on a batch, in its order, and says what is to go out for it. May be called again with any part of it, in any
     * batch, and must then say the same. Blocks; an exception brings the batch back later.
     */
    void handle(List<Incoming<E>> batch, Outgoing outgoing);
}
