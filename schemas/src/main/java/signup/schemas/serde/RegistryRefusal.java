package signup.schemas.serde;

/** A registry's definite no, in its own words; checked, so that each caller says what it means. */
final class RegistryRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final int status;

    RegistryRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    boolean isNotFound() {
        return status == NOT_FOUND;
    }

    boolean isIncompatible() {
        return status == CONFLICT;
    }
}
