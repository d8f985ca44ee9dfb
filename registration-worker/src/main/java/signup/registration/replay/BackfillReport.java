package signup.registration.replay;

import java.time.Duration;

/**
 * What a backfill has done.
 *
 * @param read users that it went through
 * @param published users that were announced, or in a dry run would be
 */
record BackfillReport(long read, long published) {

    String text(Scope scope, Duration elapsed) {
        return "%s, users created %s:%n  %-12s %,12d users%n  %-12s %,12d %s%n  in %.1f s, %,.0f/s"
                .formatted(
                        scope.dryRun() ? "Dry run" : "Backfill " + scope.id(),
                        scope.bounds(),
                        "read",
                        read,
                        "published",
                        published,
                        scope.dryRun() ? "would be, to user.created" : "to user.created",
                        elapsed.toMillis() / 1e3,
                        read * 1e3 / Math.max(1, elapsed.toMillis()));
    }
}
