package signup.registration.postgres;

/** Reading what another version of the worker may have stored. */
final class Stored {

    private Stored() {}

    /** The constant of that name; the fallback where this version does not know it, as in a rolling upgrade. */
    static <E extends Enum<E>> E name(Class<E> type, String name, E fallback) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return fallback;
    }
}
