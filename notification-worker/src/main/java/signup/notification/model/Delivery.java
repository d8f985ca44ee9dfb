package signup.notification.model;

/** What one attempt to hand a mail over came to. Reasons hold no personal data. */
public sealed interface Delivery {

    /** The mail server took it, and with it the responsibility. */
    record HandedOver() implements Delivery {}

    /** Refused for good: this recipient or this message will never be taken. */
    record Refused(String reason) implements Delivery {}

    /** Not now: worth another try. */
    record Deferred(String reason) implements Delivery {}

    /** The mail server cannot be reached: that says nothing about this mail. */
    record Unreachable(String reason) implements Delivery {}
}
