package signup.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes records with another version of their schema, by Avro's own resolution: written with theirs, read and written
 * again with the other. Thrice the work, but right whatever the versions differ in.
 */
final class LatestVersionWriter implements DatumWriter<Object> {

    private final DatumWriter<Object> own;
    private final DatumReader<Object> resolving;
    private final DatumWriter<Object> latest;

    LatestVersionWriter(DatumWriter<Object> own, Schema ownSchema, Schema latestSchema) {
        GenericData withoutConversions = new GenericData();
        this.own = own;
        this.resolving = new GenericDatumReader<>(ownSchema, latestSchema, withoutConversions);
        this.latest = new GenericDatumWriter<>(latestSchema, withoutConversions);
    }

    @Override
    public void setSchema(Schema schema) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(Object record, Encoder out) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        own.write(record, encoder);
        encoder.flush();
        latest.write(resolving.read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null)), out);
    }
}
