package signup.registration.model;

import java.time.Instant;

/**
 * Who is spared a mail that strangers cause.
 *
 * @param cooledDown whoever was mailed after this
 * @param dayBegan whoever was mailed {@code mailsPerDay} times after this
 * @param mailsPerDay see {@code dayBegan}
 */
public record MailBounds(Instant cooledDown, Instant dayBegan, int mailsPerDay) {}
