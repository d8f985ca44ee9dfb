package signup.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;

/** A thread's buffer and encoder, used again for each record, and given up when a large or a failed one passed through. */
final class EncodingBuffer {

    private static final int INITIAL_BYTES = 1024;
    private static final int LARGEST_KEPT_BYTES = 64 * 1024;
    private static final ThreadLocal<EncodingBuffer> OF_THREAD = ThreadLocal.withInitial(EncodingBuffer::new);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

    private EncodingBuffer() {}

    /** The prefix, then the value in Avro's binary encoding. */
    static byte[] encode(byte[] prefix, DatumWriter<Object> writer, Object value) throws IOException {
        EncodingBuffer buffer = OF_THREAD.get();
        boolean reusable = false;
        try {
            buffer.bytes.reset();
            buffer.bytes.write(prefix, 0, prefix.length);
            writer.write(value, buffer.encoder);
            buffer.encoder.flush();
            reusable = buffer.bytes.size() <= LARGEST_KEPT_BYTES;
            return buffer.bytes.toByteArray();
        } finally {
            if (!reusable) {
                OF_THREAD.remove();
            }
        }
    }
}
