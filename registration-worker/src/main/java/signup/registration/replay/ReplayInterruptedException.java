package signup.registration.replay;

/** A replay that could not be ended, with what it had done. */
final class ReplayInterruptedException extends RuntimeException {

    private final transient ReplayReport report;

    ReplayInterruptedException(ReplayReport report, RuntimeException cause) {
        super(cause);
        this.report = report;
    }

    ReplayReport report() {
        return report;
    }
}
