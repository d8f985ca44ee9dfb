package signup.registration.model;

import java.util.UUID;

/** One use of a code, by the signup that becomes a user with it. */
public record CodeUse(Code code, UUID signupId) {}
