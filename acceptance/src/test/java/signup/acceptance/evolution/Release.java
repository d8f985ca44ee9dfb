package signup.acceptance.evolution;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * A release of this project as its peers meet it: a {@link Peer} with a class path of its own, so that several releases
 * live in one JVM as they do in several services. Records go in and come out as generic ones of the release's schemas.
 */
final class Release {

    private final ClassLoader loader;
    private final Object peer;

    private Release(ClassLoader loader, Map<String, String> settings) {
        this.loader = loader;
        this.peer = within(() ->
                loader.loadClass(Peer.class.getName()).getConstructor(Map.class).newInstance(settings));
    }

    /** The release under test. */
    static Release current(Map<String, String> settings) {
        return new Release(Release.class.getClassLoader(), settings);
    }

    /** The one whose module {@code schemas} is that jar. */
    static Release in(Path jar, Map<String, String> settings) {
        URL[] classPath = Stream.concat(
                        Stream.of(jar),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .map(Path::of))
                .map(Release::url)
                .toArray(URL[]::new);
        return new Release(new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader()), settings);
    }

    /** The schema of that event. */
    Schema schema(String event) {
        return new Schema.Parser().parse((String)
                within(() -> peer.getClass().getMethod("schema", String.class).invoke(peer, event)));
    }

    /** What a service of this release puts on the topic. */
    byte[] write(String topic, GenericRecord record) {
        String event = record.getSchema().getName();
        byte[] avro = encoded(record);
        return (byte[]) within(() -> peer.getClass()
                .getMethod("write", String.class, String.class, byte[].class)
                .invoke(peer, topic, event, avro));
    }

    /** What a service of this release takes these bytes of the topic for. */
    GenericRecord read(String topic, String event, byte[] bytes) {
        byte[] avro = (byte[]) within(() ->
                peer.getClass().getMethod("read", String.class, byte[].class).invoke(peer, topic, bytes));
        return decoded(avro, schema(event), schema(event));
    }

    /** The record as a reader with this release's schema has it. */
    GenericRecord resolved(GenericRecord record) {
        return decoded(
                encoded(record), record.getSchema(), schema(record.getSchema().getName()));
    }

    private static byte[] encoded(GenericRecord record) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(record.getSchema(), new GenericData()).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GenericRecord decoded(byte[] bytes, Schema writer, Schema reader) {
        try {
            return new GenericDatumReader<GenericRecord>(writer, reader, new GenericData())
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FunctionalInterface
    private interface Action {
        Object perform() throws ReflectiveOperationException;
    }

    /** With this release's class loader as the thread's, as in a service of its own. */
    private Object within(Action action) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return action.perform();
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
