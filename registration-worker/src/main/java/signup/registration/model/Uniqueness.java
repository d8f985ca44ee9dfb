package signup.registration.model;

/** Which keys the users of a dialect claim. A dialect with one off neither claims nor is checked. */
public record Uniqueness(boolean username, boolean email, boolean extId) {

    public static final Uniqueness ALL = new Uniqueness(true, true, true);

    Claims of(Claims all) {
        return new Claims(username ? all.username() : null, email ? all.email() : null, extId ? all.extId() : null);
    }
}
