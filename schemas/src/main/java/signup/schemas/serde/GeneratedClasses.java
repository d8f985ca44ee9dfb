package signup.schemas.serde;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * The classes that Avro's compiler generated. Since 1.12.2 Avro makes no instance of a class that a schema names unless
 * the class is trusted; its compiler's own are, being nothing but data, and loading this class says so, in addition to
 * what the process trusts already.
 */
final class GeneratedClasses {

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(GeneratedClasses::isGenerated, ClassSecurityValidator.getGlobal()));
    }

    private GeneratedClasses() {}

    /** Has the effect of loading this class. */
    static void trust() {}

    /** The generated class of this record's name, by the thread's class loader or by Avro's. */
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

    private static boolean isGenerated(Class<?> type) {
        return SpecificRecord.class.isAssignableFrom(type)
                || GenericEnumSymbol.class.isAssignableFrom(type)
                || SpecificFixed.class.isAssignableFrom(type);
    }
}
