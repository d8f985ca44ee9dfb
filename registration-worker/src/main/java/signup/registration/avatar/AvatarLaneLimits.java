package signup.registration.avatar;

import java.time.Duration;

/**
 * What bounds a lane.
 *
 * @param concurrency how many avatars are made at once
 * @param perHost how many of them from one host
 * @param lease how long a claim holds
 * @param pollInterval how often to look for due avatars when there were none
 * @param databaseTime how long to wait for the database
 */
record AvatarLaneLimits(int concurrency, int perHost, Duration lease, Duration pollInterval, Duration databaseTime) {}
