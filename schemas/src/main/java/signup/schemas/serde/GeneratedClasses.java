package signup.schemas.serde;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** The generated classes on the class path. */
final class GeneratedClasses {

    private GeneratedClasses() {}

    /** The class of this record's name, by the thread's class loader or by Avro's. */
    static Optional<Class<?>> find(Schema schema) {
        return Stream.of(Thread.currentThread().getContextClassLoader(), SpecificRecord.class.getClassLoader())
                .filter(Objects::nonNull)
                .<Class<?>>map(loader -> load(schema, loader))
                .filter(type -> type != null && SpecificRecord.class.isAssignableFrom(type))
                .findFirst();
    }

    private static @Nullable Class<?> load(Schema schema, ClassLoader loader) {
        try {
            return new SpecificData(loader).getClass(schema);
        } catch (SecurityException notGenerated) {
            return null;
        }
    }
}
