package signup.ingress.acceptance;

import signup.events.SignupReply;

/** What came of a request. */
public sealed interface Reply {

    /** The worker has decided. */
    record Answered(SignupReply reply) implements Reply {}

    /** Kafka has the request; it will be decided. */
    record Pending() implements Reply {}

    /** Kafka did not acknowledge the request: it may or may not have it. */
    record Unavailable() implements Reply {}

    Reply PENDING = new Pending();
    Reply UNAVAILABLE = new Unavailable();
}
