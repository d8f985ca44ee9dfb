package signup.registration.model;

/** What the mail is for that a new user is owed. */
public enum Purpose {
    NONE,
    CONFIRMATION,
    REGISTRATION,
    ALREADY_REGISTERED,
    WELCOME
}
