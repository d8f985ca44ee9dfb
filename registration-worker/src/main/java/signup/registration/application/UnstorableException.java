package signup.registration.application;

/**
 * The database refuses to keep a value. Fatal for the record that holds it and for nothing else. The message holds no
 * value: the database's own would.
 */
public final class UnstorableException extends RuntimeException {

    private final String sqlState;

    public UnstorableException(String sqlState) {
        super("The database refuses to keep a value: SQLSTATE " + sqlState);
        this.sqlState = sqlState;
    }

    public String sqlState() {
        return sqlState;
    }
}
