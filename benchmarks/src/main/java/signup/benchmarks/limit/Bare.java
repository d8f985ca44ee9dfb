package signup.benchmarks.limit;

/** What the bare programs have in common. */
final class Bare {

    private Bare() {}

    /** Ends this JVM when one of its threads fails: the load would wait for answers that nobody gives. */
    static void endOnFailure() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
    }
}
