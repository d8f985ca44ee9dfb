package signup.notification.model;

/** What one attempt to hand a mail over came to. Reasons hold no personal data. */
public sealed interface Delivery {

    /** Whether the mail server has said so, and therefore is there. */
    boolean byServer();

    /** The mail server took it, and with it the responsibility. */
    record HandedOver() implements Delivery {
        @Override
        public boolean byServer() {
            return true;
        }
    }

    /** Refused for good: this recipient or this message will never be taken. */
    record Refused(String reason, boolean byServer) implements Delivery {

        /** Refused without asking the mail server. */
        public Refused(String reason) {
            this(reason, false);
        }
    }

    /** Not now: worth another try. */
    record Deferred(String reason, boolean byServer) implements Delivery {

        /** Deferred without a word of the mail server. */
        public Deferred(String reason) {
            this(reason, false);
        }
    }

    /** The mail server cannot be reached: that says nothing about this mail. */
    record Unreachable(String reason) implements Delivery {
        @Override
        public boolean byServer() {
            return false;
        }
    }
}
