package signup.schemas;

import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.specific.SpecificFixed;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Since 1.12.2 Avro makes no instance of a class that a schema names unless the process trusts the class, its own
 * compiler's included. Those are nothing but data, and loading this class makes them trusted, in addition to what is
 * trusted already. Loading {@link Topics} or the serde does it; with another serde and neither of them, call
 * {@link #trust} or set the system property {@code org.apache.avro.SERIALIZABLE_PACKAGES=signup.events}.
 */
public final class TrustedClasses {

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(TrustedClasses::isGenerated, ClassSecurityValidator.getGlobal()));
    }

    private TrustedClasses() {}

    /** Has the effect of loading this class. */
    public static void trust() {}

    private static boolean isGenerated(Class<?> type) {
        return SpecificRecord.class.isAssignableFrom(type)
                || GenericEnumSymbol.class.isAssignableFrom(type)
                || SpecificFixed.class.isAssignableFrom(type);
    }
}
