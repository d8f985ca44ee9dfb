package signup.registration.model;

/** A captcha or proof of work that came with a signup: its id, which is spent once, and whether the answer was right. */
public record Challenge(String id, boolean passed) {}
