package signup.ingress.activation;

/** What a link token turns out to be. */
public sealed interface LinkReading {

    /** Genuine and in time; whether it was used before, only the registration worker knows. */
    record Good(Link link) implements LinkReading {}

    /** Genuine, and its time is over. */
    record Expired(Link link) implements LinkReading {}

    /** Not signed by us, or damaged on its way. */
    record Forged() implements LinkReading {}
}
