package signup.registration.application;

/** Another transaction was in the way. Retriable: the same work succeeds when that one has ended. */
public final class ContentionException extends RuntimeException {

    public ContentionException(String message) {
        super(message);
    }
}
