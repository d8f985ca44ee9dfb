package signup.registration.application;

/** The database lacks tables of this service. No retry makes them. */
public final class SchemaMissingException extends RuntimeException {

    public SchemaMissingException(String sqlState) {
        super("The database lacks this service's tables (SQLSTATE " + sqlState
                + "): a worker makes them when it starts, and so does a job that is no dry run");
    }
}
