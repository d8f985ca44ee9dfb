package signup.registration.model;

/** Whether a user may log in: {@link #PENDING} until the address is confirmed, then {@link #ACTIVE}. */
public enum Status {
    PENDING,
    ACTIVE
}
