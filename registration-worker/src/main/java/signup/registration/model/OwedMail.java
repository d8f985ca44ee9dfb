package signup.registration.model;

import org.jspecify.annotations.Nullable;

/** The mail that a new user is owed, and where the browser goes when the user has finished. */
public record OwedMail(Purpose purpose, @Nullable String nextUrl) {}
